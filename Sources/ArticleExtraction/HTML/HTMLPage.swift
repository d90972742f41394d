/// A parsed page as flat arrays: elements in document order, and the blocks of text between block boundaries.
package struct HTMLPage: Sendable {
    /// One element.
    package struct Node: Sendable {
        /// What the element is.
        package var tag: HTMLTag
        /// The index of the parent, or -1.
        package var parent: Int32
        /// How many elements are above.
        package var depth: UInt16
        /// Groups of words found in class, id, role and the like; see ``PageWords``.
        package var words: UInt64
        /// The element's class and id, as a range of ``attributes``.
        package var label: Range<Int32>
        /// The index of the first block inside.
        package var firstBlock: Int32
        /// The index after the last block inside.
        package var endBlock: Int32
        /// What its attributes say.
        package var flags: NodeFlags
    }

    /// What an element's attributes say.
    package struct NodeFlags: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// `hidden`, `aria-hidden` or `display: none`.
        package static let hidden = NodeFlags(rawValue: 1)
        /// `itemprop="articleBody"`, `role="article"` or `role="main"`.
        package static let statedBody = NodeFlags(rawValue: 2)
        /// An `itemtype`: the element describes something for machines.
        package static let record = NodeFlags(rawValue: 4)
    }

    /// A run of text between two block boundaries.
    package struct TextBlock: Sendable {
        /// The range of ``text``.
        package var text: Range<Int32>
        /// The innermost block element around the text.
        package var node: Int32
        /// Bytes inside links.
        package var linkBytes: Int32
        /// Number of links.
        package var links: Int32
        /// Bytes in bold or strong.
        package var boldBytes: Int32
        /// Bytes in italics.
        package var italicBytes: Int32
        /// Number of words.
        package var words: Int32
        /// Offset of the block in the parsed page's element sequence: how many elements began before it.
        package var order: Int32
        /// Whether an image or video precedes it since the last block.
        package var afterMedia: Bool
        /// Whether the block follows a line break (`br`) and not an element boundary.
        package var afterBreak: Bool
    }

    /// An inline mark: a link, emphasis or code in ``text``.
    package struct Mark: Sendable {
        /// What the mark is.
        package enum Kind: UInt8, Sendable { case link, strong, emphasis, code }
        /// What the mark is.
        package var kind: Kind
        /// The range of ``text``.
        package var text: Range<Int32>
        /// The link's target as a range of ``attributes``, empty otherwise.
        package var target: Range<Int32>
    }

    /// A `meta`, `link` or `time` element that may tell title, author, date or language.
    package struct Statement: Sendable {
        /// `name`, `property`, `itemprop` or the element's own name.
        package var name: String
        /// `content`, `datetime` or `href`.
        package var value: String
    }

    /// The elements in document order.
    package var nodes: [Node] = []
    /// The blocks in document order.
    package var blocks: [TextBlock] = []
    /// The inline marks in the order they end.
    package var marks: [Mark] = []
    /// The text of all blocks, white space folded, in UTF-8.
    package var text: [UInt8] = []
    /// Attribute values that nodes and marks refer to.
    package var attributes: [UInt8] = []
    /// The content of `title`.
    package var title = ""
    /// The `lang` of the page.
    package var language = ""
    /// What `meta`, `link` and `time` elements say, in document order.
    package var statements: [Statement] = []
    /// Whether a limit cut the page.
    package var isTruncated = false
}
