internal import Testing
internal import TextProcessing

/// Bytes that do not say what they are, each text in the encodings that wrote its language.
@Suite struct EncodingGuessTests {
    @Test("The encoding of 150 bytes is told by their form and by the language that they read as", arguments: samples)
    func guess(sample: Sample) {
        let bytes = sample.bytes
        let found = EncodingGuess(bytes.span)
        let text = EncodingGuess.decode(bytes.span, from: found.name)
        #expect(
            text.map { String(decoding: $0.text, as: UTF8.self) } == sample.text, "\(sample.encoding) as \(found.name)")
    }

    @Test("A page's tags say nothing of its encoding")
    func page() {
        let words = samples[0].bytes
        let page = Array("<html><body class=\"caf\u{E9}\"><p>".utf8) + words + Array("</p></body></html>".utf8)
        #expect(EncodingGuess(page: page).name == samples[0].encoding)
    }

    @Test("Any bytes have a guess, and its certainty is a share")
    func anyBytes() {
        for bytes in [[], [0xFF], Array(repeating: 0x80, count: 9000), (0...255).map { UInt8($0) }] as [[UInt8]] {
            let guess = EncodingGuess(bytes.span)
            #expect((0...1).contains(guess.certainty))
            #expect(EncodingGuess.decode(bytes.span, from: guess.name) != nil)
        }
    }

    @Test("An encoding that nobody has is none")
    func unknown() { #expect(EncodingGuess.decode([0x41].span, from: "klingon-1") == nil) }

    /// A text, and its bytes in an encoding as hexadecimal digits.
    struct Sample: Sendable, CustomTestStringConvertible {
        let encoding: String
        let text: String
        let digits: String
        var testDescription: String { encoding }

        var bytes: [UInt8] {
            let values = digits.utf8.filter { $0 > 0x20 }.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
            return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
        }
    }
}

private let samples: [EncodingGuessTests.Sample] = [
    .init(
        encoding: "windows-1251",
        text: """
            Паром перестанет ходить в мае, сообщил владелец в пятницу. Он работал с 1911 года и \
            перевозил рабочих через реку. Город ищет замену, но денег на новый мост нет.
            """,
        digits: """
            cfe0f0eeec20efe5f0e5f1f2e0ede5f220f5eee4e8f2fc20e220ece0e52c20f1eeeee1f9e8eb20e2ebe0e4e5ebe5f620
            e220effff2ede8f6f32e20ceed20f0e0e1eef2e0eb20f1203139313120e3eee4e020e820efe5f0e5e2eee7e8eb20f0e0
            e1eef7e8f520f7e5f0e5e720f0e5eaf32e20c3eef0eee420e8f9e5f220e7e0ece5edf32c20edee20e4e5ede5e320ede0
            20edeee2fbe920eceef1f220ede5f22e
            """),
    .init(
        encoding: "koi8-r",
        text: """
            Паром перестанет ходить в мае, сообщил владелец в пятницу. Он работал с 1911 года и \
            перевозил рабочих через реку. Город ищет замену, но денег на новый мост нет.
            """,
        digits: """
            f0c1d2cfcd20d0c5d2c5d3d4c1cec5d420c8cfc4c9d4d820d720cdc1c52c20d3cfcfc2ddc9cc20d7ccc1c4c5ccc5c320
            d720d0d1d4cec9c3d52e20efce20d2c1c2cfd4c1cc20d3203139313120c7cfc4c120c920d0c5d2c5d7cfdac9cc20d2c1
            c2cfdec9c820dec5d2c5da20d2c5cbd52e20e7cfd2cfc420c9ddc5d420dac1cdc5ced52c20cecf20c4c5cec5c720cec1
            20cecfd7d9ca20cdcfd3d420cec5d42e
            """),
    .init(
        encoding: "iso-8859-5",
        text: """
            Паром перестанет ходить в мае, сообщил владелец в пятницу. Он работал с 1911 года и \
            перевозил рабочих через реку. Город ищет замену, но денег на новый мост нет.
            """,
        digits: """
            bfd0e0dedc20dfd5e0d5e1e2d0ddd5e220e5ded4d8e2ec20d220dcd0d52c20e1deded1e9d8db20d2dbd0d4d5dbd5e620
            d220dfefe2ddd8e6e32e20bedd20e0d0d1dee2d0db20e1203139313120d3ded4d020d820dfd5e0d5d2ded7d8db20e0d0
            d1dee7d8e520e7d5e0d5d720e0d5dae32e20b3dee0ded420d8e9d5e220d7d0dcd5dde32c20ddde20d4d5ddd5d320ddd0
            20ddded2ebd920dcdee1e220ddd5e22e
            """),
    .init(
        encoding: "ibm866",
        text: """
            Паром перестанет ходить в мае, сообщил владелец в пятницу. Он работал с 1911 года и \
            перевозил рабочих через реку. Город ищет замену, но денег на новый мост нет.
            """,
        digits: """
            8fa0e0aeac20afa5e0a5e1e2a0ada5e220e5aea4a8e2ec20a220aca0a52c20e1aeaea1e9a8ab20a2aba0a4a5aba5e620
            a220afefe2ada8e6e32e208ead20e0a0a1aee2a0ab20e1203139313120a3aea4a020a820afa5e0a5a2aea7a8ab20e0a0
            a1aee7a8e520e7a5e0a5a720e0a5aae32e2083aee0aea420a8e9a5e220a7a0aca5ade32c20adae20a4a5ada5a320ada0
            20adaea2eba920acaee1e220ada5e22e
            """),
    .init(
        encoding: "windows-1251",
        text: """
            Пором перестане ходити в травні, повідомив власник у п'ятницю. Він працював із 1911 року і \
            перевозив людей через річку щодня, навіть узимку.
            """,
        digits: """
            cfeef0eeec20efe5f0e5f1f2e0ede520f5eee4e8f2e820e220f2f0e0e2edb32c20efeee2b3e4eeece8e220e2ebe0f1ed
            e8ea20f320ef27fff2ede8f6fe2e20c2b3ed20eff0e0f6fee2e0e220b3e7203139313120f0eeeaf320b320efe5f0e5e2
            eee7e8e220ebfee4e5e920f7e5f0e5e720f0b3f7eaf320f9eee4edff2c20ede0e2b3f2fc20f3e7e8eceaf32e
            """),
    .init(
        encoding: "windows-1253",
        text: """
            Το πλοίο θα σταματήσει τον Μάιο, είπε ο ιδιοκτήτης την Παρασκευή. Ταξίδευε από το 1911 και \
            μετέφερε εργάτες στην άλλη όχθη του ποταμού.
            """,
        digits: """
            d4ef20f0ebefdfef20e8e120f3f4e1ece1f4def3e5e920f4efed20ccdce9ef2c20e5dff0e520ef20e9e4e9efeaf4def4
            e7f220f4e7ed20d0e1f1e1f3eae5f5de2e20d4e1eedfe4e5f5e520e1f0fc20f4ef203139313120eae1e920ece5f4ddf6
            e5f1e520e5f1e3dcf4e5f220f3f4e7ed20dcebebe720fcf7e8e720f4eff520f0eff4e1eceffd2e
            """),
    .init(
        encoding: "iso-8859-7",
        text: """
            Το πλοίο θα σταματήσει τον Μάιο, είπε ο ιδιοκτήτης την Παρασκευή. Ταξίδευε από το 1911 και \
            μετέφερε εργάτες στην άλλη όχθη του ποταμού.
            """,
        digits: """
            d4ef20f0ebefdfef20e8e120f3f4e1ece1f4def3e5e920f4efed20ccdce9ef2c20e5dff0e520ef20e9e4e9efeaf4def4
            e7f220f4e7ed20d0e1f1e1f3eae5f5de2e20d4e1eedfe4e5f5e520e1f0fc20f4ef203139313120eae1e920ece5f4ddf6
            e5f1e520e5f1e3dcf4e5f220f3f4e7ed20dcebebe720fcf7e8e720f4eff520f0eff4e1eceffd2e
            """),
    .init(
        encoding: "windows-1250",
        text: """
            Prom przestanie pływać w maju, powiedział właściciel w piątek. Łączył brzegi rzeki od 1911 \
            roku i woził robotników do cegielni, także zimą.
            """,
        digits: """
            50726f6d2070727a657374616e69652070b3797761e62077206d616a752c20706f776965647a6961b32077b3619c6369
            6369656c2077207069b974656b2e20a3b9637a79b32062727a65676920727a656b69206f64203139313120726f6b7520
            6920776f7a69b320726f626f746e696bf37720646f2063656769656c6e692c2074616bbf65207a696db92e
            """),
    .init(
        encoding: "iso-8859-2",
        text: """
            Prom przestanie pływać w maju, powiedział właściciel w piątek. Łączył brzegi rzeki od 1911 \
            roku i woził robotników do cegielni, także zimą.
            """,
        digits: """
            50726f6d2070727a657374616e69652070b3797761e62077206d616a752c20706f776965647a6961b32077b361b66369
            6369656c2077207069b174656b2e20a3b1637a79b32062727a65676920727a656b69206f64203139313120726f6b7520
            6920776f7a69b320726f626f746e696bf37720646f2063656769656c6e692c2074616bbf65207a696db12e
            """),
    .init(
        encoding: "windows-1250",
        text: """
            Přívoz přestane jezdit v květnu, řekl majitel v pátek. Spojoval břehy řeky od roku 1911 a \
            vozil dělníky do cihelny, i když mrzlo.
            """,
        digits: """
            50f8ed766f7a2070f8657374616e65206a657a6469742076206b76ec746e752c20f8656b6c206d616a6974656c207620
            70e174656b2e2053706f6a6f76616c2062f865687920f8656b79206f6420726f6b752031393131206120766f7a696c20
            64ec6c6eed6b7920646f20636968656c6e792c2069206b64799e206d727a6c6f2e
            """),
    .init(
        encoding: "windows-1254",
        text: """
            Feribot mayıs ayında duracak, dedi sahibi cuma günü. Nehrin iki yakasını 1911'den beri \
            bağlıyor ve işçileri tuğla fabrikasına taşıyordu.
            """,
        digits: """
            46657269626f74206d6179fd73206179fd6e6461206475726163616b2c2064656469207361686962692063756d612067
            fc6efc2e204e656872696e20696b692079616b6173fd6efd20313931312764656e2062657269206261f06cfd796f7220
            76652069fee7696c657269207475f06c612066616272696b6173fd6e61207461fefd796f7264752e
            """),
    .init(
        encoding: "windows-1257",
        text: """
            Keltas nustos plaukioti gegužę, penktadienį pranešė savininkas. Jis jungė upės krantus nuo \
            1911 metų ir vežė darbininkus į plytinę.
            """,
        digits: """
            4b656c746173206e7573746f7320706c61756b696f74692067656775fee62c2070656e6b74616469656ee1207072616e
            65f0eb20736176696e696e6b61732e204a6973206a756e67eb207570eb73206b72616e747573206e756f203139313120
            6d6574f8206972207665feeb2064617262696e696e6b757320e120706c7974696ee62e
            """),
    .init(
        encoding: "windows-1255",
        text: """
            המעבורת תפסיק לפעול במאי, אמר הבעלים ביום שישי. היא חיברה את שתי גדות הנהר מאז 1911 והסיעה \
            פועלים אל המפעל.
            """,
        digits: """
            e4eef2e1e5f8fa20faf4f1e9f720ecf4f2e5ec20e1eee0e92c20e0eef820e4e1f2ece9ed20e1e9e5ed20f9e9f9e92e20
            e4e9e020e7e9e1f8e420e0fa20f9fae920e2e3e5fa20e4f0e4f820eee0e6203139313120e5e4f1e9f2e420f4e5f2ece9
            ed20e0ec20e4eef4f2ec2e
            """),
    .init(
        encoding: "windows-1256",
        text: """
            ستتوقف العبارة في مايو، كما قال المالك يوم الجمعة. وكانت تربط ضفتي النهر منذ عام 1911 وتنقل \
            العمال إلى المصنع.
            """,
        digits: """
            d3cacae6dedd20c7e1dac8c7d1c920dded20e3c7ede6a120dfe3c720dec7e120c7e1e3c7e1df20ede6e320c7e1cce3da
            c92e20e6dfc7e4ca20cad1c8d820d6ddcaed20c7e1e4e5d120e3e4d020dac7e3203139313120e6cae4dee120c7e1dae3
            c7e120c5e1ec20c7e1e3d5e4da2e
            """),
    .init(
        encoding: "shift_jis",
        text: """
            渡し船は五月に運航をやめると、持ち主が金曜日に話した。船は1911年から川の両岸を結び、工場へ働く人を運んできた。
            """,
        digits: """
            936e82b5914482cd8cdc8c8e82c9895e8d7182f082e282df82e982c681418e9d82bf8ee582aa8be0976a93fa82c99862
            82b582bd8142914482cd31393131944e82a982e790ec82cc97bc8add82f08c8b82d181418d488fea82d693ad82ad906c
            82f0895e82f182c582ab82bd8142
            """),
    .init(
        encoding: "euc-jp",
        text: """
            渡し船は五月に運航をやめると、持ち主が金曜日に話した。船は1911年から川の両岸を結び、工場へ働く人を運んできた。
            """,
        digits: """
            c5cfa4b7c1a5a4cfb8deb7eea4cbb1bfb9d2a4f2a4e4a4e1a4eba4c8a1a2bbfda4c1bce7a4acb6e2cdcbc6fca4cbcfc3
            a4b7a4bfa1a3c1a5a4cf31393131c7afa4aba4e9c0eea4cecebeb4dfa4f2b7eba4d3a1a2b9a9beeca4d8c6afa4afbfcd
            a4f2b1bfa4f3a4c7a4ada4bfa1a3
            """),
    .init(
        encoding: "gb18030",
        text: """
            渡船将于五月停航，船主星期五说。这条船从1911年起连接河的两岸，每天把工人送到砖厂，冬天也不停。
            """,
        digits: """
            b6c9b4acbdabd3dacee5d4c2cda3babda3acb4acd6f7d0c7c6dacee5cbb5a1a3d5e2ccf5b4acb4d331393131c4eac6f0
            c1acbdd3bad3b5c4c1bdb0b6a3acc3bfccecb0d1b9a4c8cbcbcdb5bdd7a9b3a7a3acb6acccecd2b2b2bbcda3a1a3
            """),
    .init(
        encoding: "big5",
        text: """
            渡船將於五月停航，船主星期五說。這條船從1911年起連接河的兩岸，每天把工人送到磚廠，冬天也不停。
            """,
        digits: """
            b4e7b2eeb14ea9f3a4ada4ebb0b1afe8a141b2eea544ac50b4c1a4adbba1a143b36fb1f8b2eeb17131393131a67eb05f
            b373b1b5aa65aabaa8e2a9a4a141a843a4d1a7e2a475a448b065a8ecbf6abc74a141a556a4d1a45da4a3b0b1a143
            """),
    .init(
        encoding: "euc-kr",
        text: """
            나룻배는 오월에 운항을 멈춘다고 주인이 금요일에 말했다. 배는 1911년부터 강의 두 기슭을 이었고 날마다 일꾼을 실어 날랐다.
            """,
        digits: """
            b3aab7edb9e8b4c220bfc0bff9bfa120bfeec7d7c0bb20b8d8c3e1b4d9b0ed20c1d6c0cec0cc20b1ddbfe4c0cfbfa120
            b8bbc7dfb4d92e20b9e8b4c22031393131b3e2bacec5cd20b0adc0c720b5ce20b1e2bdbec0bb20c0ccbefab0ed20b3af
            b8b6b4d920c0cfb2dbc0bb20bdc7beee20b3afb6fab4d92e
            """),
    .init(
        encoding: "windows-1252",
        text: """
            Die Fähre stellt im Mai den Betrieb ein, sagte der Eigentümer am Freitag. Sie verband die \
            Ufer seit 1911 und brachte Arbeiter über den Fluß.
            """,
        digits: """
            4469652046e4687265207374656c6c7420696d204d61692064656e20426574726965622065696e2c2073616774652064
            657220456967656e74fc6d657220616d20467265697461672e205369652076657262616e642064696520556665722073
            656974203139313120756e64206272616368746520417262656974657220fc6265722064656e20466c75df2e
            """),
    .init(
        encoding: "windows-1252",
        text: """
            Le bac cessera de circuler en mai, a annoncé vendredi le propriétaire. Il reliait les deux \
            rives depuis 1911 et transportait les ouvriers été comme hiver.
            """,
        digits: """
            4c652062616320636573736572612064652063697263756c657220656e206d61692c206120616e6e6f6e63e92076656e
            6472656469206c652070726f707269e974616972652e20496c2072656c69616974206c65732064657578207269766573
            206465707569732031393131206574207472616e73706f7274616974206c6573206f7576726965727320e974e920636f
            6d6d652068697665722e
            """),
]
