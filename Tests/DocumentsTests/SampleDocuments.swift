import TestSupport

/// One text in every form of a word processor: a heading, running text, a list, a table, a note, and what is to be left out.
enum SampleDocuments {
    static let word = ZipFile.archive([
        ("[Content_Types].xml", "<Types/>"),
        (
            "docProps/core.xml",
            """
            <cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Microsoft Word - mill.docx</dc:title>\
            <dc:creator>Ada Weir</dc:creator><dcterms:created>2026-03-01T10:00:00Z</dcterms:created>\
            <dc:language>en-GB</dc:language></cp:coreProperties>
            """
        ),
        (
            "word/styles.xml",
            """
            <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
            <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>\
            <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>\
            <w:style w:styleId="Own"><w:name w:val="My heading"/><w:basedOn w:val="berschrift1"/></w:style></w:styles>
            """
        ),
        (
            "word/numbering.xml",
            """
            <w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
            <w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>\
            <w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>\
            <w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>\
            <w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num></w:numbering>
            """
        ),
        (
            "word/footnotes.xml",
            """
            <w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
            <w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>rule</w:t></w:r></w:p></w:footnote>\
            <w:footnote w:id="2"><w:p><w:r><w:t>Measured in May.</w:t></w:r></w:p></w:footnote></w:footnotes>
            """
        ),
        ("word/document.xml", document),
    ])

    private static let document = """
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>\
        <w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>The mill at Carlow</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Repairs 4</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>Repairs</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space="preserve">The wheel </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>turns</w:t></w:r></w:ins><w:r><w:t> again.</w:t><w:footnoteReference w:id="2"/></w:r>\
        <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Open daily.</w:t></w:r></w:p>\
        </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Open daily.</w:t></w:r></w:p>\
        </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>\
        <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t xml:space="preserve"> It is &lt;old&gt;.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>oak</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>iron</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>flour</w:t></w:r></w:p></w:tc>\
        </w:tr><w:tr><w:tc><w:p><w:r><w:t>1911</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>40</w:t></w:r><w:r><w:tab/>\
        <w:t>tons</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr/></w:body></w:document>
        """

    static let openDocument = ZipFile.archive([
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "meta.xml",
            """
            <office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">\
            <office:meta><meta:initial-creator>Ada Weir</meta:initial-creator><dc:language>en-GB</dc:language>\
            <meta:creation-date>2026-03-01T10:00:00</meta:creation-date></office:meta></office:document-meta>
            """
        ),
        (
            "content.xml",
            """
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
            xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:automatic-styles>\
            <style:style style:name="P1" style:parent-style-name="Title"/>\
            <text:list-style style:name="L2"><text:list-level-style-number text:level="1"/></text:list-style>\
            </office:automatic-styles><office:body><office:text>\
            <text:tracked-changes><text:deletion><text:p>never</text:p></text:deletion></text:tracked-changes>\
            <text:p text:style-name="P1">The mill at Carlow</text:p>\
            <text:table-of-content><text:p>Repairs 4</text:p></text:table-of-content>\
            <text:h text:outline-level="1">Repairs</text:h><text:p>The wheel\n  turns<text:s/>again.\
            <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Measured in May.</text:p>\
            </text:note-body></text:note><draw:frame><draw:text-box><text:p>Open daily.</text:p></draw:text-box>\
            </draw:frame><office:annotation><text:p>Check!</text:p></office:annotation> It is &lt;old&gt;.</text:p>\
            <text:list><text:list-item><text:p>oak</text:p><text:list text:style-name="L2"><text:list-item>\
            <text:p>iron</text:p></text:list-item></text:list></text:list-item></text:list>\
            <table:table><table:table-row><table:table-cell><text:p>year</text:p></table:table-cell><table:table-cell>\
            <text:p>flour</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell>\
            <text:p>1911</text:p></table:table-cell><table:table-cell><text:p>40<text:tab/>tons</text:p>\
            </table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>
            """
        ),
    ])

    static let richText = Array(
        #"""
        {\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}
        {\colortbl;\red0\green0\blue0;}{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}}
        {\info{\title mill.rtf}{\author Ada Weir}{\creatim\yr2026\mo3\dy1}}{\header Page 1\par}
        {\*\generator Own;}\pard\s2 The mill at Carlow\par\pard\s1 Repairs\par
        \pard\plain The wheel {\deleted never }turns\~again.{\footnote\pard Measured in May.}
        {\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard Open daily.\par}}{\shprslt no}}
        {\field{\*\fldinst PAGE}{\fldrslt  It}} is \'8bold\'9b, \u8212?caf\'e9, {\f1\'ec\'e8\'f0}, \u-10179?\u-8704?.\par
        {\pntext\'b7\tab}\pard\ls1 oak\par\pard\ls1\ilvl1 iron\par
        \trowd\cellx100\cellx200\pard\intbl year\cell flour\cell\row\trowd\pard\intbl 1911\cell 40\tab tons\cell\row
        \pard{\pict\bin5 {{{{{ 0a}}
        """#.utf8)

    static let book = ZipFile.archive([
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            """
            <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>\
            <rootfile full-path="OPS/book.opf"/></rootfiles></container>
            """
        ),
        (
            "OPS/book.opf",
            """
            <package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\
            <dc:title>The mill at Carlow</dc:title><dc:creator>Ada Weir</dc:creator><dc:language>en</dc:language>\
            </metadata><manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\
            <item id="b" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>\
            <item id="a" href="../OPS/text/one.xhtml" media-type="application/xhtml+xml"/></manifest>\
            <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>
            """
        ),
        ("OPS/nav.xhtml", "<html><body><p>Contents</p></body></html>"),
        (
            "OPS/text/two b.xhtml",
            "<html><body><h1>Two</h1><p>It is old.</p><ul><li>oak</li></ul></body></html>"
        ),
        (
            "OPS/text/one.xhtml",
            "<html><head><title>x</title></head><body><h1>One</h1><p>The wheel turns"
                + "<a epub:type=\"noteref\" href=\"#n\">1</a> again.</p></body></html>"
        ),
    ])
}
