/// Groups of words in class names, ids and roles that tell what a part of a page is for.
///
/// The groups are kinds, not sites: common English words and their counterparts in German, French, Spanish, Italian,
/// Portuguese, Dutch and Polish, as content management systems and style guides use them. What each group is worth is
/// learned, not stated here.
package struct PageWords: Sendable {
    /// The one table of the process, built on first use.
    package static let shared = PageWords()

    /// A group of words; its raw value is its bit.
    package enum Group: UInt8, CaseIterable, Sendable {
        case article, content, comment, related, teaser, share, newsletter, paywall, consent, advert, navigation
        case footer, header, sidebar, caption, author, date, topic, title, standfirst, quote, contents, pager, form
        case dialog, donation, tool, hidden, list, reference, box, layout, column, download, event, shop, forum
        case correction, live, gallery, promotion, widget, trending, breadcrumb, button, logo, language

        /// The bit of the group in a set.
        package var bit: UInt64 { 1 << UInt64(rawValue) }
    }

    private var bytes: [UInt8] = []
    private var patterns: [Pattern] = []
    /// Patterns by their first two bytes.
    private var buckets = [Range<Int32>](repeating: 0..<0, count: 1024)

    private struct Pattern: Sendable {
        var start: Int32
        var count: Int32
        var mode: Mode
        var group: Group
    }

    private enum Mode: UInt8, Sendable { case whole, prefix, anywhere }

    /// The words of each group: `=word` is a whole token, `*word` may stand anywhere, any other begins a token.
    private static let lists: [(Group, StaticString)] = [
        (
            .article,
            "article story post entry =news artikel articulo artigo articolo beitrag noticia notizia recipe =blog"
        ),
        (
            .content,
            "content body =text *richtext copy prose =main maincol =inhalt contenu contenido conteudo contenuto corpo cuerpo corps paragraph tekst texte =texto"
        ),
        (.comment, "*comment *kommentar *coment disqus livefyre respond reply replies discuss opinie reactie commento"),
        (
            .related,
            "*related recommend *recirc *readmore *readnext *alsolike *morefrom *seealso similar suggest *upnext siehe weiterf verwandt ahnlich aehnlich aanbevolen relacionad correlat leestip *lireaussi *leiatambem outbrain taboola *morelikethis zobacz crosslink backlink =more =further"
        ),
        (.teaser, "*teaser card tile carousel slider slick swiper feed =item thumbnail listing loop swipe"),
        (
            .share,
            "*share *social facebook twitter whatsapp addthis sharing tweet telegram linkedin pinterest instagram follow teilen partager compartir condividi sosial =fb"
        ),
        (.newsletter, "*newsletter *subscri *signup mailchimp mailing inbox abonn =optin email"),
        (.paywall, "*paywall *regwall piano login signin register premium member =abo =plus unlock locked gated"),
        (.consent, "*cookie *consent gdpr privacy =cmp onetrust datenschutz"),
        (
            .advert,
            "=ad =ads advert *sponsor banner affiliate =dfp =gpt anzeige adslot adunit adsense *adcontainer publicidad publicite reklam =pub native =ad1 =ad2 mpu leaderboard doubleclick"
        ),
        (.navigation, "nav *navigation menu toolbar skip subnav topbar =tabs sitemap"),
        (.footer, "*footer copyright legal disclaimer colophon imprint impressum =foot bottom rodape stopka pied"),
        (.header, "*header masthead =top hero banner kopf =head entete cabecera"),
        (.sidebar, "*sidebar aside rail =side =right =left =rightcol =leftcol secondary =rhs tertiary complementary"),
        (.caption, "*caption credit figure photo image bild legend =img foto picture bildunter pie copyright quelle"),
        (.author, "*author *byline =bio autor contributor writer vcard redacteur auteur =by reporter journalist"),
        (.date, "date time publish updated posted =meta postmeta entrymeta postinfo articleinfo dateline datum fecha"),
        (.topic, "=tag =tags categor topic keyword schlagw rubri taglist tagcloud tagged *hashtag thema etiqueta"),
        (.title, "title headline heading titel titre titulo titolo =h1 kicker overline eyebrow"),
        (
            .standfirst,
            "standfirst =lead lede =dek =deck intro excerpt abstract summary subtitle subhead *subheadline description vorspann chapo sommario entradilla bajada ondertitel teasertext =lea ingress lidtekst chapeau antetitulo"
        ),
        (.quote, "*quote zitat citation =cite cita"),
        (.contents, "=toc *tableofcontent inhaltsverz jumplink anchor"),
        (.pager, "pagina pager =prev =next previous pagenav"),
        (.form, "form search input field suche buscar recherche captcha contact"),
        (
            .dialog,
            "modal popup overlay lightbox dialog alert =notice message toast interstitial snackbar tooltip dropdown"
        ),
        (.donation, "donat *contribut support spende crowdfund patreon fundrais appeal =give"),
        (
            .tool,
            "print =tools utility action control =options bookmark save font listen speech =audio rating vote like"
        ),
        (.hidden, "*hidden =hide sronly *srOnly *screenreader offscreen =sr noprint invisible collapsed =none"),
        (.list, "list liste lista"),
        (.reference, "reference footnote biblio citation source quellen endnote"),
        (.box, "infobox factbox =box aside callout pull highlight embed =info fact"),
        (.layout, "wrapper container inner =row grid section block =col column =page region =wrap"),
        (.column, "=col =column =three =four =six =eight =twelve"),
        (.download, "download =app appstore googleplay"),
        (.event, "event calendar agenda kalender"),
        (.shop, "shop product price buy cart deal commerce offer kaufen amazon widget"),
        (.forum, "forum thread =question answer =post-message usernam avatar profile member"),
        (.correction, "correction editornote clarification =note errata"),
        (.live, "liveblog =live ticker timeline"),
        (
            .gallery,
            "gallery galerie galeria slideshow diaporama fotostrecke slide lightbox media video player =tv youtube podcast"
        ),
        (.promotion, "promo cta marketing campaign offer upsell boost =house inread"),
        (.widget, "widget plugin module =block component"),
        (
            .trending,
            "trending popular *mostread =most latest recent =hot =top5 =top10 meist pluslus lomas newest headlines"
        ),
        (.breadcrumb, "*breadcrumb crumb"),
        (.button, "button btn =icon icons =link"),
        (.logo, "logo brand site"),
        (.language, "lang language translat sprache locale =i18n"),
    ]

    private init() {
        var collected: [(pattern: Pattern, bucket: Int)] = []
        for (group, words) in PageWords.lists {
            let list = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
            for word in list.split(separator: 0x20) {
                var mode = Mode.prefix
                var letters = word
                if letters.first == UInt8(ascii: "=") {
                    mode = .whole
                    letters = letters.dropFirst()
                } else if letters.first == UInt8(ascii: "*") {
                    mode = .anywhere
                    letters = letters.dropFirst()
                }
                let start = Int32(bytes.count)
                for byte in letters { bytes.append(HTMLPruner.lower(byte)) }
                guard letters.count >= 2 else { continue }
                let bucket = PageWords.bucket(bytes[Int(start)], bytes[Int(start) + 1])
                let pattern = Pattern(start: start, count: Int32(letters.count), mode: mode, group: group)
                collected.append((pattern, bucket))
            }
        }
        collected.sort { ($0.bucket, $0.pattern.start) < ($1.bucket, $1.pattern.start) }
        var index = 0
        while index < collected.count {
            let bucket = collected[index].bucket
            let start = Int32(patterns.count)
            while index < collected.count, collected[index].bucket == bucket {
                patterns.append(collected[index].pattern)
                index += 1
            }
            buckets[bucket] = start..<Int32(patterns.count)
        }
    }

    private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
        Int(first & 31) << 5 | Int((second &* 29) >> 3)
    }

    /// The set of groups whose words occur in an attribute value.
    package func groups(in value: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var found: UInt64 = 0
        let end = min(value.count, 400)
        var previous: UInt8 = 0
        for index in 0..<max(0, end - 1) {
            let byte = value[index]
            defer { previous = byte }
            let lower = HTMLPruner.lower(byte)
            guard lower &- 0x61 < 26 else { continue }
            // A token begins after a byte that is no letter, and where camelCase humps.
            let begins = !HTMLPruner.isLetter(previous) || (byte != lower && HTMLPruner.lower(previous) == previous)
            let bucket = buckets[PageWords.bucket(lower, HTMLPruner.lower(value[index + 1]))]
            for slot in Int(bucket.lowerBound)..<Int(bucket.upperBound) {
                let pattern = patterns[slot]
                guard begins || pattern.mode == .anywhere, matches(pattern, value, index) else { continue }
                found |= pattern.group.bit
            }
        }
        return found
    }

    private func matches(_ pattern: Pattern, _ value: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        let after = index + Int(pattern.count)
        guard after <= value.count else { return false }
        for offset in 0..<Int(pattern.count) {
            guard bytes[Int(pattern.start) + offset] == HTMLPruner.lower(value[index + offset]) else { return false }
        }
        guard pattern.mode == .whole, after < value.count else { return true }
        let next = value[after]
        return !HTMLPruner.isLetter(next) || HTMLPruner.lower(next) != next
    }
}
