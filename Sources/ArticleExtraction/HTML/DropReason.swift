internal import Boilerplate
internal import TextProcessing

/// Names the reason for which a block was left out, from the words of the elements around it and its own.
enum DropReason {
    static func of(_ row: Int, in page: HTMLPage) -> Article.DroppedBlock.Reason {
        let block = page.blocks[row]
        if page.nodes[Int(block.node)].tag == .h1 { return .title }
        var index = block.node
        var steps = 0
        while index >= 0, steps < 12 {
            let node = page.nodes[Int(index)]
            if node.flags.contains(.hidden) { return .hidden }
            switch node.tag {
            case .nav, .button, .select, .option: return .navigation
            case .footer: return .footer
            case .figcaption, .caption: return .caption
            default: break
            }
            if let reason = named(node.words) { return reason }
            index = node.parent
            steps += 1
        }
        return worded(block, page) ?? (2 * block.linkBytes > Int32(block.text.count) ? .navigation : .outside)
    }

    /// Whether the nearest class words and the block's own wording agree that it asks for something: money, an address, a
    /// consent, a share.
    ///
    /// Either by itself may be wrong; together they overrule the trees, which see few such blocks in short pages.
    static func isSurelyNotice(_ row: Int, in page: HTMLPage) -> Bool {
        var index = page.blocks[row].node
        var steps = 0
        while index >= 0, steps < 3 {
            let node = page.nodes[Int(index)]
            if let reason = named(node.words) {
                guard reason == .appeal || reason == .cookies || reason == .share else { return false }
                return worded(page.blocks[row], page) == reason
            }
            index = node.parent
            steps += 1
        }
        return false
    }

    /// The reason that groups of class words give; the more telling group goes first.
    private static func named(_ words: UInt64) -> Article.DroppedBlock.Reason? {
        func has(_ groups: PageWords.Group...) -> Bool { groups.contains { words & $0.bit != 0 } }
        if has(.consent) { return .cookies }
        if has(.comment, .forum) { return .comments }
        if has(.newsletter, .paywall, .donation) { return .appeal }
        if has(.related, .trending, .teaser) { return .related }
        if has(.share) { return .share }
        if has(.caption, .gallery) { return .caption }
        if has(.author) { return .author }
        if has(.navigation, .breadcrumb, .pager, .form, .sidebar) { return .navigation }
        if has(.footer) { return .footer }
        if has(.advert, .promotion, .shop) { return .advert }
        if has(.topic) { return .topics }
        if has(.date) { return .date }
        return nil
    }

    /// The reason that strong cues in the text give.
    private static func worded(_ block: HTMLPage.TextBlock, _ page: HTMLPage) -> Article.DroppedBlock.Reason? {
        let counts = BoilerplateCues.shared.counts(in: page.text.span, range: block.range)
        var best: (kind: BoilerplateCues.Kind, count: UInt8)?
        for kind in BoilerplateCues.Kind.allCases {
            let count = counts.strong[Int(kind.rawValue)]
            if count > best?.count ?? 0 { best = (kind, count) }
        }
        switch best?.kind {
        case .donation, .newsletter, .subscription: return .appeal
        case .cookies: return .cookies
        case .share, .app: return .share
        case .related: return .related
        case .caption, .player: return .caption
        case .copyright: return .footer
        case .comments, .contact, .survey: return .comments
        case .advert, .affiliate, .event, .jobs: return .advert
        case .author: return .author
        case .correction: return .date
        default: return nil
        }
    }
}
