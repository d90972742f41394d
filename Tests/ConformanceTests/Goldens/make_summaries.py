"""Writes summaries.json and rouge.json: what sumy, summa and rouge-score say on our own articles.

    pip install sumy==0.13.0 summa==1.2.0 rouge-score==0.1.2 numpy scipy
    python3 Tests/ConformanceTests/Goldens/make_summaries.py

Every implementation gets the same sentences and words: lower-case runs of letters, no stemming, a short stop-word list.
"""

import json
import pathlib
import re

from rouge_score import rouge_scorer
from summa import pagerank_weighted, summarizer as summa_summarizer
from summa.commons import build_graph, remove_unreachable_nodes
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

HERE = pathlib.Path(__file__).parent
ARTICLES = HERE.parent.parent.parent / "Data" / "articles"
STOP = "the a an of to in on for and or but is are was were be been it its this that with as at by from has have had he she they not will would".split()
BONUS = ["new", "first", "important", "because", "result"]
STIGMA = ["perhaps", "hardly", "example", "however"]
COUNT = 3


class Words:
    def to_words(self, text):
        return text.split()

    def to_sentences(self, text):
        return [text]


def read(path):
    """Paragraphs of sentences as strings of words parted by blanks; only for making test data."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    title, body = lines[0], lines[1:]
    paragraphs, seen = [], set()
    for line in body:
        sentences = []
        for sentence in re.split(r"(?<=[.!?])\s+", line):
            words = " ".join(re.findall(r"[a-z]+", sentence.lower()))
            if len(words.split()) >= 5 and words not in seen:
                seen.add(words)
                sentences.append(words)
        if sentences:
            paragraphs.append(sentences)
    return " ".join(re.findall(r"[a-z]+", title.lower())), paragraphs


def chosen(summarizer, document, order):
    return [order[str(s)] for s in summarizer(document, COUNT)]


def summa(sentences):
    tokens = [" ".join(w for w in s.split() if w not in STOP) for s in sentences]
    graph = build_graph(tokens)
    summa_summarizer._set_graph_edge_weights(graph)
    remove_unreachable_nodes(graph)
    scores = pagerank_weighted.pagerank_weighted_scipy(graph)
    rank = sorted(range(len(tokens)), key=lambda i: (-scores.get(tokens[i], 0), i))
    return sorted(rank[:COUNT])


def main():
    cases = []
    for path in sorted(ARTICLES.glob("*.txt")):
        title, paragraphs = read(path)
        sentences = [s for p in paragraphs for s in p]
        if len(sentences) < 8:
            continue
        parts = [Paragraph([Sentence(s, Words()) for s in p]) for p in paragraphs]
        heading = Sentence(title, Words(), is_heading=True)
        # Only Edmundson sees the title: sumy would count its words as the text's.
        untitled = ObjectDocumentModel(list(parts))
        parts[0] = Paragraph([heading] + list(parts[0].sentences))
        document = ObjectDocumentModel(parts)
        order = {s: i for i, s in enumerate(sentences)}
        case = {
            "article": path.name, "title": title.split(), "paragraphs": [len(p) for p in paragraphs],
            "sentences": sentences, "chosen": {}
        }
        for name, kind in [("textrank-sumy", TextRankSummarizer), ("lexrank", LexRankSummarizer), ("lsa", LsaSummarizer),
                           ("luhn", LuhnSummarizer), ("sumbasic", SumBasicSummarizer), ("kl", KLSummarizer),
                           ("reduction", ReductionSummarizer)]:
            summarizer = kind()
            summarizer.stop_words = frozenset(STOP)
            if name in ("lexrank", "textrank-sumy"):
                # sumy stops its power iteration early: at a change of 0.1 in LexRank, before the order has settled.
                summarizer.epsilon = 1e-6
            case["chosen"][name] = chosen(summarizer, untitled, order)
        edmundson = EdmundsonSummarizer()
        # Null words are those of the title that do not count; sumy wants at least one.
        edmundson.bonus_words, edmundson.stigma_words, edmundson.null_words = BONUS, STIGMA, ["zzz"]
        case["chosen"]["edmundson"] = chosen(edmundson, document, order)
        case["chosen"]["textrank-summa"] = summa(sentences)
        cases.append(case)
    golden = {
        "made-by": "make_summaries.py with sumy 0.13.0, summa 1.2.0", "count": COUNT, "stopWords": STOP,
        "bonusWords": BONUS, "stigmaWords": STIGMA, "cases": cases
    }
    (HERE / "summaries.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    pairs = []
    for case in cases:
        s = case["sentences"]
        pairs.append(("\n".join(s[:3]), "\n".join([s[1], s[3], s[5]])))
        pairs.append((s[0] + ".", s[0].upper() + "!"))
        pairs.append(("\n".join(s), "\n".join(s[2:6])))
    pairs += [
        ("", ""), ("a", ""), ("", "a"), ("...", "words"), ("one", "one"), ("one two", "two one"),
        ("Caf\u00e9 na\u00efve r\u00e9sum\u00e9", "cafe naive resume"), ("273.15 \u212a", "273 15 k"),
        ("dying skies lying news innings", "die sky lie new inning"), ("flies tries cries died", "fly try cry die"),
        ("a b c d e f g\nh i j k", "a c e g\n\nb d f h"), ("x " * 150, "x y " * 90),
        ("the quick brown fox\njumps over the lazy dog", "the lazy dog\nthe quick fox jumps"),
    ]
    names = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
    rows = []
    for stemming in (True, False):
        scorer = rouge_scorer.RougeScorer(names, use_stemmer=stemming)
        for reference, candidate in pairs:
            scores = scorer.score(reference, candidate)
            rows.append(dict(stemming=stemming, references=[reference], candidate=candidate,
                             scores={n: list(scores[n]) for n in names}))
        for i in range(0, 6):
            references = [pairs[i][0], pairs[i + 3][0], pairs[i + 6][0]]
            scores = scorer.score_multi(references, pairs[i][1])
            rows.append(dict(stemming=stemming, references=references, candidate=pairs[i][1],
                             scores={n: list(scores[n]) for n in names}))
    golden = {"made-by": "make_summaries.py with rouge-score 0.1.2", "rows": rows}
    (HERE / "rouge.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(len(cases), "articles,", len(rows), "rows")


if __name__ == "__main__":
    main()
