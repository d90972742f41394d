import Documents
import TestSupport
import Testing
import TextProcessing

@Suite("Mail") struct MailTests {
    private func read(_ text: String) throws -> Article {
        try DocumentReader().read(
            Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8),
            as: .mail)
    }

    static let nested = """
        From: =?utf-8?Q?Ann_W=C3=A9ir?= <ann@example.org>
        To: bob@example.org
        Subject: =?UTF-8?B?VGhlIG1pbGw=?=
         =?utf-8?q?_again?=
        Date: Tue, 3 Mar 2026 10:00:00 +0100
        Message-ID: <7@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="a b"

        preamble
        --a b
        Content-Type: multipart/alternative; boundary=in

        --in
        Content-Type: text/plain; charset=iso-8859-15
        Content-Transfer-Encoding: quoted-printable

        Dear Bob,

        the caf=E9 costs 5 =A4 =
        more. It =3D fine.

        On Monday Bob wrote:
        > And the mill?
        > Is it open?

        It is.

        --=20
        Ann Weir
        Mill Road 4
        --in
        Content-Type: text/html

        <p>Other form</p>
        --in--
        --a b
        Content-Type: application/pdf; name="plan.pdf"
        Content-Disposition: attachment; filename="plan.pdf"
        Content-Transfer-Encoding: base64

        JVBERi0=
        --a b--
        """

    @Test("Nested parts, charsets, encoded words; quotes, signature and attachments told apart")
    func nestedParts() throws {
        let article = try read(Self.nested)
        #expect(article.title == "The mill again" && article.author == "Ann Wéir")
        #expect(article.date == "2026-03-03T10:00:00+01:00")
        let found = described(article).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        #expect(found == ["Dear Bob,", "the café costs 5 € more. It = fine.", "It is."])
        #expect(article.dropped.map(\.reason) == [.quoted, .signature, .attachment])
        #expect(article.dropped.last?.text == "plan.pdf (application/pdf)")
    }

    @Test("Base64 pages, flowed paragraphs, forwarded mails, disclaimers")
    func otherForms() throws {
        let page =
            "From: a@b.c\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + "PGh0bWw+PGJvZHk+PHA+VGhlIHdoZWVsIHR1cm5zLjwvcD48L2JvZHk+\nPC9odG1sPg==\n"
        #expect(described(try read(page)) == ["The wheel turns."])
        let flowed =
            "From: a@b.c\nContent-Type: text/plain; format=flowed\n\nThe wheel \nturns.\n\nThis mail is confidential and for the intended recipient only.\n"
        let article = try read(flowed)
        #expect(described(article) == ["The wheel turns."] && article.dropped.map(\.reason) == [.signature])
        let forward =
            "From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below, please.\n--x\n"
            + "Content-Type: message/rfc822\n\nFrom: d@e.f\nSubject: Flood\n\nThe river rose.\n--x--\n"
        #expect(described(try read(forward)) == ["See below, please.", "h2 Flood", "The river rose."])
        let answered =
            "From: a@b.c\n\nWe will come at noon.\n\n-----Original Message-----\nFrom: b\nSubject: When\n\nWhen do you come?\n"
        #expect(described(try read(answered)) == ["We will come at noon."])
    }

    @Test("Pages that browsers save")
    func savedPage() throws {
        let text = String(repeating: "The wheel of the old mill turns again after forty years of rest. ", count: 8)
        let saved =
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/related; boundary=\"x\"\n\n--x\nContent-Type: text/html\n"
            + "Content-Transfer-Encoding: quoted-printable\n\n<html><body><article><h1>Mill</h1><p>\(text)</p>=\n</article></body></html>\n--x--\n"
        #expect(try read(saved).text.contains("turns again"))
    }

    @Test("Any bytes have a result, cut ones too", arguments: 0..<40)
    func mutated(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        #expect(outcome(Array("no fields here".utf8), .mail) == "damaged")
        for _ in 0..<25 {
            var bytes = Array(Self.nested.utf8)
            for _ in 0..<Int.random(in: 1...5, using: &generator) { bytes.mutate(using: &generator) }
            #expect(["read", "damaged", "too-large"].contains(outcome(bytes, .mail)), "seed \(seed)")
        }
        let deep = (0..<60).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        #expect(outcome(Array("From: a@b.c\n\(deep)".utf8), .mail) == "too-large")
    }
}
