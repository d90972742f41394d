/// The words of pages' labels, and of names that look like joints.
///
/// Written for this project from general knowledge of pages in seven languages and Russian. An entry earns its place when
/// pages print it between paragraphs, alone or at the end or start of a short line.
enum BlockLabels {
    /// Whether a label may begin with the word: `Share`, `Image caption`, `Lesen Sie auch`.
    static func opens(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool { heads[WordHash.of(text, word)] > 0 }

    /// Whether a label may end with the word: `read` of `5 min read`, `vorlesen` of `Artikel vorlesen`.
    static func closes(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool { tails[WordHash.of(text, word)] > 0 }

    /// Whether a label may begin with the word even after a capitalised one, where names of firms end alike (`VeriSign`).
    static func opensAfterName(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool {
        opens(text, word) && ambiguousHeads[WordHash.of(text, word)] == 0
    }

    /// Whether a capitalised word ends a credit, a date or a byline: `Reuters`, `Correspondent`, `GMT`.
    static func signs(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool { signatures[WordHash.of(text, word)] > 0 }

    /// Whether the word by itself is a label: `Advertisement`.
    static func stands(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool { alone[WordHash.of(text, word)] > 0 }

    /// Whether the token is a well-known name with a capital inside.
    static func isName(_ text: Span<UInt8>, _ token: Range<Int>) -> Bool { names[WordHash.of(text, token)] > 0 }

    /// What a byline begins with.
    static let bylines = WordValues([
        (
            """
            by von par por di door text texte texto testo tekst foto fotos photo photos photograph picture words \
            reporting autor autorin auteur autore auteurs автор
            """, 1
        )
    ])

    /// What joins the names of a byline.
    static let joining = WordValues([
        (
            """
            and und et y e en with mit avec con com met van der von de la di du del da em in à a para for für our unserer \
            unserem onze notre nuestro nuestra political economics business sports education health science staff senior \
            editor correspondent reporter writer korrespondentin korrespondent journaliste correspondant correspondante \
            corresponsal periodista corrispondente giornalista verslaggever redacteur correspondente jornalista repórter
            """, 1
        )
    ])

    private static let alone = WordValues([
        (
            """
            advertisement advertising ad sponsored promoted share comments comment subscribe newsletter newsletters menu \
            search login register related trending watch listen print email save follow copy facebook twitter whatsapp \
            linkedin instagram telegram pinterest reddit flipboard live video videos audio gallery photos opinion \
            news business politics sport sports world technology culture analysis home \
            politik wirtschaft kultur startseite archivbild symbolbild schließen \
            accueil politique économie société monde culture portada política economía inicio politica economia cronaca \
            politiek economie inloggen entrar início salvar salva guardar \
            anzeige werbung teilen kommentare drucken merken abo newsletter anmelden suche startseite \
            publicité annonce partager commentaires imprimer abonnés réagir \
            publicidad anuncio compartir comentarios imprimir guardar pubblicità annuncio condividi commenti stampa \
            publicidade anúncio compartilhar partilhar comentários advertentie delen reacties bewaren afdrukken \
            abonnez-vous \
            реклама поделиться комментарии
            """, 1
        )
    ])

    private static let heads = WordValues([
        (
            """
            advertisement share subscribe sign comments comment published updated updates related read watch listen print \
            email image images photo photos picture caption video follow skip copy save menu newsletter sponsored promoted \
            recommended trending posted credit source gallery continue more click tap join support donate download \
            anzeige werbung teilen artikel lesen mehr foto fotos bild bildquelle video kommentare kommentar drucken merken \
            veröffentlicht aktualisiert stand newsletter abonnieren jetzt melden quelle von weiterlesen folgen \
            publicité partager lire voir publié mis photo image vidéo commentaires commenter écouter abonnez inscrivez \
            suivez temps crédit imprimer envoyer réagir \
            publicidad compartir comparte leer lea lee publicado actualizado imagen fotografía vídeo comentarios escuchar \
            suscríbete suscríbase síguenos seguir tiempo imprimir guardar archivado \
            pubblicità condividi leggi pubblicato aggiornato immagine fotografia commenti ascolta iscriviti abbonati \
            segui seguici tempo stampa salva \
            publicidade compartilhe compartilhar partilhar partilhe leia publicado atualizado imagem fotografia comentários \
            ouvir ouça assine inscreva siga tempo imprimir salvar \
            advertentie deel delen lees gepubliceerd bijgewerkt beeld foto reacties luister abonneer volg leestijd schrijf \
            bewaar meld \
            реклама поделиться читайте опубликовано обновлено фото видео комментарии подпишитесь слушать
            """, 1
        ),
        ("by von par por door", 1),
    ])

    private static let ambiguousHeads = WordValues([
        (
            """
            sign save bild quelle source video photo picture foto image print link tap stand von mail play post menu click \
            join copy gallery deal more mehr lire ver temps tempo tiempo jetzt credit artikel por par door siga seguir
            """, 1
        )
    ])

    private static let signatures = WordValues([
        (
            """
            images reuters afp ap epa pa efe ansa lusa anp dpa imago belga keystone shutterstock istock getty correspondent \
            reporter editor writer columnist producer gmt bst est edt cet utc newsletter newsletters newsbrief comments \
            facebook twitter whatsapp linkedin instagram telegram tiktok youtube bluesky google inbox \
            redaktion redakteur redakteurin korrespondent korrespondentin uhr minuten lesezeit kommentare kommentar anzeige \
            postfach artikel abo artikels seite beitrag video startseite \
            publicité commentaires publicidad comentarios pubblicità commenti publicidade comentários advertentie reacties
            """, 1
        )
    ])

    private static let tails = WordValues([
        (
            """
            read article story page post link email newsletter newsletters inbox comments comment replies advertisement \
            ad facebook twitter whatsapp linkedin instagram telegram x bluesky ago images getty reuters afp ap epa pa \
            shutterstock istock correspondent reporter editor writer staff columnist producer gmt bst et est edt cet utc \
            share reading listen listening play video videos more below later account free subscribe now here minutes mins \
            min seconds app updates alerts briefing news us shares views likes photos picture caption close menu content \
            vorlesen teilen drucken anhören merken lesen artikel anzeige werbung kommentare kommentar lesezeit minuten uhr \
            abonnieren anmelden dpa imago mehr redaktion redakteur redakteurin korrespondent korrespondentin autor \
            kopieren speichern schließen abo postfach \
            article partager publicité lecture commentaires commentaire imprimer abonnés minutes écouter lien copier \
            mail journaliste correspondant correspondante rédaction suite plus annonce gratuitement \
            artículo noticia compartir publicidad lectura comentarios comentario imprimir minutos escuchar enlace boletín \
            correo redacción corresponsal periodista guardar más anuncio gratis \
            articolo condividi pubblicità lettura commenti commento stampa minuti ascolta mail redazione corrispondente \
            giornalista salva più annuncio \
            artigo notícia matéria compartilhar partilhar publicidade leitura comentários comentário imprimir ouvir link \
            redação correspondente jornalista repórter salvar mais anúncio grátis \
            artikel delen advertentie leestijd reacties reactie afdrukken luisteren minuten mail redactie verslaggever \
            correspondent bewaren meer gratis nieuwsbrief kopiëren \
            статью статьёй статьей чтения поделиться комментарии реклама минут мин подписаться
            """, 1
        )
    ])

    /// Names whose second part also begins sentences or labels; others are told by form.
    private static let names = WordValues([
        (
            """
            linkedin pluggedin checkin signin login moveon youtube skynews foxnews gofundme openai voiceover modem wikihow ehow \
            palmone javaone mediaone capitalone spaceshipone pubmed indycar facebook blablacar inoui eharmony masterclass \
            playstation mailonline healthday newsasia newsfactor verisign laservideo contentguard sportbild spikesource \
            karstadtquelle phpmyadmin bloghers soundcloud photobucket photoshop photobooth videolan imagemagick imagenet emailme sharepoint shareplay \
            sharethis readwrite readability morewithless watchmen printmaster followme newsday newscorp paypal appstore \
            whatsapp airdrop instagram livejournal buzzfeed
            """, 1
        )
    ])
}

/// Beginnings of names with a capital inside.
enum NamePrefix {
    /// Whether the word is a part of surnames: `McDonald`, `DeLay`, `LaBelle`.
    static func isParticle(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool { table[WordHash.of(text, word)] == 1 }

    /// Whether names of products, firms and languages begin with the word: `easyJet`, `isiZulu`, `YouTube`.
    static func holds(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool { table[WordHash.of(text, word)] > 0 }

    private static let table = WordValues([
        (
            """
            easy wiki palm alpha micro nano mega mini isi kwa si deep face you snap soft open free net web my the tele talk \
            fast anti neo poly cyber auto bio eco geo inter intra trans hyper ultra java visual power cloud max min get set has num \
            str int obj add
            """, 2
        ),
        ("mc mac de di du da del della le la li lo al el van von vander fitz o san st saint bin abdul ibn ap", 1),
    ])
}

/// Words that begin sentences and also end names: `LinkedIn`, `CapitalOne`, `SchülerInnen`.
enum NameEnding {
    static func holds(_ text: Span<UInt8>, _ word: Range<Int>) -> Bool { endings[WordHash.of(text, word)] > 0 }

    private static let endings = WordValues([
        (
            """
            in on it one me my you up us we go do now over all plus com con car dem med can ed to by at so as no is for if \
            how here there what who man men out off more most both two three other even once innen
            """, 1
        )
    ])
}
