internal import Boilerplate
internal import Testing
internal import TextProcessing

/// Texts that are no running news are the article, too: the filter takes nothing that nothing speaks against.
@Suite struct BoilerplateGenreTests {
    private func dropped(_ text: String, _ language: String) -> [String] {
        let sentences = SentenceSegmenter(language: Language(rawValue: language)).sentences(in: text)
        let utf8 = Array(text.utf8)
        return zip(sentences, BoilerplateFilter().verdicts(for: sentences, in: text)).compactMap { sentence, verdict in
            switch verdict.kind {
            case .keep, .heading, .dateline, .reference: nil
            case .caption, .boilerplate: String(decoding: utf8[sentence.range], as: UTF8.self)
            }
        }
    }

    @Test(
        "Interviews, recipes, steps, minutes, chats, live blogs and short paragraphs are kept whole",
        arguments: [
            (
                "en",
                """
                Q: You kept bees for forty years. Why did you stop?

                A: My back. A full box weighs thirty kilos, and there is no other way to lift it.

                Q: Were you ever stung badly?

                A: Once. I had left the veil at home.

                Q: What would you tell a beginner?

                A: Start with two hives. One alone teaches you nothing.
                """
            ),
            (
                "de",
                """
                Frage: Warum haben Sie die Mühle gekauft?

                Antwort: Weil sie da stand. Mein Großvater hat dort Säcke getragen.

                Frage: Und was sagen die Nachbarn?

                Antwort: Die fragen, wann es Brot gibt.

                Frage: Wann gibt es Brot?

                Antwort: Im Herbst, wenn das Rad läuft.
                """
            ),
            (
                "fr",
                """
                Pour quatre personnes :

                Épluchez les pommes et coupez-les en quartiers.

                Faites fondre le beurre et ajoutez le sucre.

                Laissez cuire vingt minutes à feu doux.

                Retournez la tarte sur un plat encore chaud.

                Servez avec un peu de crème.
                """
            ),
            (
                "es",
                """
                Paso 1: Cierra la llave del agua.

                Paso 2: Afloja la tuerca con una llave inglesa.

                Paso 3: Saca la junta vieja y mide su anchura.

                Paso 4: Pon la junta nueva y aprieta sin forzar.

                Paso 5: Abre el agua y espera cinco minutos.
                """
            ),
            (
                "it",
                """
                Verbale della seduta del 3 giugno

                Punto 1: il tetto della scuola.

                La ditta chiede altri due mesi. Il consiglio ne concede uno.

                Punto 2: la fontana.

                Resta chiusa fino alla riparazione della pompa.

                La seduta è tolta alle 22.
                """
            ),
            (
                "nl",
                """
                lies  09:12
                De pomp in loods twee staat weer stil.
                joris  09:14
                Is de zekering het, net als vorige week?
                lies  09:15
                Nee, er zit zand in de filter.
                joris  09:20
                Dan zet ik hem uit en kom ik eraan.
                """
            ),
            (
                "pt",
                """
                18:40
                A ponte foi fechada nos dois sentidos.

                18:25
                O rio subiu meio metro em duas horas.

                18:05
                Os bombeiros retiraram doze pessoas do bairro de baixo.

                17:50
                Choveu mais nesta tarde do que em todo o mês de maio.
                """
            ),
            (
                "en",
                """
                Rain put out the fire on Coll ridge on Sunday morning.

                It had burned for nine days.

                No house was lost.

                Crews will stay until Wednesday.

                The cause is not known.

                Sheep are being moved to the valley.
                """
            ),
            (
                "fr",
                """
                Le préfet a fermé le col jeudi matin.

                Une enquête a été ouverte après la chute d'un bloc.

                Une commission de sécurité se réunira lundi.

                Il a écrit sur Twitter que personne n'était blessé.

                Un sondage du sol est prévu.

                La maire annonce une réouverture en mai.
                """
            ),
            (
                "en",
                """
                Our trial shows that shade cuts the cost of cooling by a third.

                The effect was strongest in rooms under the roof.

                We measured eleven schools for two summers.

                A commission of teachers chose the rooms.
                """
            ),
        ])
    func kept(language: String, text: String) {
        #expect(dropped(text, language) == [])
    }

    @Test("Entries of the references at the end are no candidates, and stay in the text")
    func references() {
        let text = """
            Shade nets cut the heat in stables by four degrees. We tested them for two summers in eleven stables.

            Milk fell less than before. The nets last for six years.

            References

            [1] Aldous, M. (2011). Heat and the dairy cow. Farm Notes, 3, 4-9.
            [2] Brandt, O. and Key, L. (2015). Nets for stables. Dairy Science, 12(2), 88-97.
            """
        let sentences = SentenceSegmenter(language: .english).sentences(in: text)
        let verdicts = BoilerplateFilter().verdicts(for: sentences, in: text)
        let heading = sentences.firstIndex { $0.range.count == "References".utf8.count } ?? 0
        #expect(verdicts[..<heading].allSatisfy { $0.isKept })
        #expect(verdicts[(heading + 1)...].allSatisfy { $0.kind == .reference || $0.kind == .heading })
    }

    @Test(
        "A notice in a text of such a form still goes, and it alone",
        arguments: [
            ("en", "Sign up for our newsletter and get the recipes in your inbox every week."),
            ("de", "Jetzt den Newsletter abonnieren und kein Rezept verpassen."),
            ("fr", "Inscrivez-vous à notre newsletter et recevez nos recettes chaque semaine."),
            ("ru", "Подпишитесь на рассылку и поддержите наш проект."),
            ("pl", "Zapisz się na newsletter i wesprzyj nas."),
            ("uk", "Підпишіться на розсилку і підтримайте нас."),
            ("cs", "Přihlaste se k odběru novinek a podpořte nás."),
            ("tr", "Bültenimize abone olun ve bize destek verin."),
            ("ar", "اشترك في نشرتنا البريدية وتابعونا على فيسبوك."),
            ("ja", "この記事は有料記事です。続きを読むには会員登録が必要です。"),
            ("zh", "请支持我们，订阅我们的电子报。"),
            ("ko", "뉴스레터를 구독하고 후원해 주세요."),
        ])
    func noticeGoes(language: String, notice: String) {
        let steps = [
            "Peel the apples and cut them into quarters.", "Melt the butter and stir in the sugar.",
            "Cook it over a low flame for twenty minutes.", "Turn the cake over while it is hot.",
        ]
        let text = (steps.prefix(2) + [notice] + steps.suffix(2)).joined(separator: "\n\n")
        let dropped = dropped(text, language)
        #expect(!dropped.isEmpty)
        #expect(dropped.allSatisfy { notice.contains($0) })
        #expect(!dropped.contains { steps.contains($0) })
    }
}
