internal import CXML2

/// The library that parses pages.
enum LibXML2 {
    /// Sets the library up, once and before its first use.
    ///
    /// Two threads whose first pages do it by themselves at the same time can wait for each other for ever (seen with
    /// 2.9.14).
    static let isSetUp: Bool = {
        xmlInitParser()
        return true
    }()
}
