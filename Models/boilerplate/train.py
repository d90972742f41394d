"""Trains the model that tells boilerplate from the sentences of an article, in plain text.

usage: python3 Models/boilerplate/train.py DATA PAGES PROSE EVALUATE_TEXT WORK
  DATA           the folder of evaluation data
  PAGES          the folder of block rows and labels that Models/article/train.py has left (labels.npz)
  PROSE          the folder `text` that Models/language/collect.py makes
  EVALUATE_TEXT  the built evaluate-text, which cuts and measures the sentences
  WORK           a folder for what comes between

Texts: news (CNN/DailyMail, XSum, BBC, OrangeSum, and articles/LANGUAGE.txt, written for this, and in articles/alike
those about notices' own topics), encyclopedia (Klexikon), mail and reviews (EWT), papers (ScisummNet), manuals and
tales of Debian packages, and article bodies of web pages, each once as it is and again with notices in it, some cut to a few paragraphs. Notices are of our own wording
(Data/boilerplate/development.jsonl): boxes of one to five, some with sentences of other articles inside; or one above,
one in the middle and one below, or one of these, half of them glued to what follows; or they are blocks of web pages that
are no article. One text in 25 has lost its blanks everywhere.
Articles that the acceptance measure uses are not among them.

Folds: own notices by kind, so that every figure printed is for kinds that the model has not seen; blocks by page.
The weights shipped are fitted on everything.
"""
import gzip
import hashlib
import json
import os
import random
import re
import subprocess
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import train_trees as shared

PROSE = "wesnoth installation-guide debian-handbook debian-reference debian-faq developers-reference".split()
# Kinds that say nearly the same as another are judged together.
FAMILIES = dict(
    announcement="advert", betting="age", broadcast="event", charity="donation", closing="liveblog", complaints="legal",
    condensed="correction", countdown="advert", credit="copyright", docs="wiki", embed="player", geoblock="player",
    fundbar="donation", health="copyright", hostnotes="comments", imprint="legal", letterhead="newsletter",
    listening="player", moderation="comments", perks="subscription", pricing="affiliate", puff="related",
    rights="copyright", service="subscription", shop="advert", sponsored="advert", translated="language",
    tryout="browser", vouch="affiliate", warning="age")
# Where a blank between two sentences can get lost.
GAP = re.compile(r'(?<=[a-zäöüàéèíóúß]{3}[.!?]) (?=[A-ZÄÖÜÉ"“„«])')
SENTENCE_END = re.compile(r'(?<=[.!?"”]) +(?=[A-Z"“])')
MARKERS = dict(
    en="the and of to is", de="der die und das ist nicht", fr="le les des est dans une", es="el los que una por con",
    it="il che di una per con non", pt="que uma não para com os", nl="het een van niet dat met")


def records(data, name, limit, skip=0):
    with gzip.open(f"{data}/{name}.jsonl.gz", "rt", encoding="utf8") as file:
        for number, line in enumerate(file):
            if number >= skip + limit:
                return
            if number >= skip:
                yield json.loads(line)


def fold_of(text):
    return int(hashlib.md5(str(text).encode()).hexdigest(), 16) % 5


def paragraphs(text, chance):
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    if len(parts) < 3:
        sentences = SENTENCE_END.split(text.replace("\n", " "))
        width = chance.choice([1, 2, 2, 3])
        parts = [" ".join(sentences[i:i + width]) for i in range(0, len(sentences), width)]
    return parts[:60]


def language_of(text):
    words = set(re.findall(r"\w+", text.lower()))
    share = lambda item: sum(word in words for word in item[1].split()) / len(item[1].split())
    return max(MARKERS.items(), key=share)[0]


def manuals(prose, chance):
    """Texts of manuals and tales in the languages that have little news here: paragraphs of one source, drawn at random."""
    for language in ("es", "it", "nl", "pt"):
        sources = {}
        with open(f"{prose}/{language}.tsv", encoding="utf8") as file:
            for line in file:
                source, text = line.rstrip("\n").split("\t", 1)
                if source in PROSE and 120 <= len(text) <= 700 and text[-1] in ".!?" and text[0].isupper():
                    sources.setdefault(source, []).append(text)
        for number in range(60):
            source = chance.choice([source for source in sorted(sources) if len(sources[source]) >= 12])
            yield f"deb{language}{number}", language, chance.sample(sources[source], chance.randrange(4, 12)), ""


def hosts(data, pages, prose, chance):
    """(identifier, language, paragraphs, summary) of every text, and the foreign blocks of pages by language."""
    found, blocks = [], {}

    def add(prefix, language, source, text=lambda record: record["text"]):
        for record in source:
            body = text(record)
            if body and len(body) >= 300:
                found.append((prefix + str(record["id"]), language, paragraphs(body, chance), record.get("summary") or ""))

    add("cnn", "en", records(data, "cnn-dailymail/valid", 450, 400))
    add("cnt", "en", records(data, "cnn-dailymail/train-sample", 200))
    add("xs", "en", records(data, "xsum-sample/test-1000", 250, 500))
    add("bbc", "en", records(data, "bbc-summary/all", 150, 1000))
    add("os", "fr", records(data, "orangesum-fr/train", 800))
    add("kl", "de", records(data, "klexikon-de/train", 150),
        lambda record: "\n".join(line for line in record["text"].split("\n") if not line.startswith("=="))[:6000])
    add("ewt", "en", records(data, "sentences/ewt-train", 350))
    add("sci", "en", records(data, "scisummnet/train", 40), lambda record: " ".join(record["sentences"][:80]))
    with np.load(f"{pages}/labels.npz") as file:
        labels, probabilities = file["labels"], file["probabilities"]
    written = (("own", "articles", "de es it nl pt"), ("alike", "articles/alike", "de en es fr it nl pt"))
    for prefix, folder, languages in written:
        for language in languages.split():
            with open(f"{HERE}/{folder}/{language}.txt", encoding="utf8") as file:
                for number, article in enumerate(file.read().strip().split("\n\n")):
                    found.append((f"{prefix}{language}{number}", language, article.split("\n"), ""))
    found.extend(manuals(prose, chance))
    start = 0
    for name, limit in (("article-extraction-benchmark", 0.5), ("trafilatura-eval", 0.25)):
        with open(f"{pages}/{name}.jsonl", encoding="utf8") as file:
            for line in file:
                page = json.loads(line)
                rows = list(zip(page["blocks"], labels[start:], probabilities[start:]))
                start += len(page["blocks"])
                text = lambda block: block["t"].replace("\n", " ")
                body = [text(b) for b, label, p in rows if label > 0.85 and p > 0.6 and len(b["t"]) > 25]
                language = language_of(" ".join(body))
                if sum(map(len, body)) > 800:
                    found.append(("web" + page["id"], language, body[:60], ""))
                for block, label, p in rows:
                    if label < 0.1 and p < limit and 4 <= len(block["t"].split()) <= 70:
                        blocks.setdefault(language, []).append((page["id"], text(block)))
    return found, blocks


class Composer:
    """Puts boxes of notices into texts and keeps their ranges."""

    def __init__(self, chance):
        self.chance, self.documents = chance, []

    def add(self, host, boxes, fold, mode):
        """Boxes at places drawn at random, a third of them above; a fifth of their borders glued, a fifth blanks."""
        lines = [(part, None) for part in host[2]]
        for box in boxes:
            place = self.chance.random()
            at = 0 if place < 0.35 else len(lines) if place < 0.5 else self.chance.randrange(0, len(lines) + 1)
            lines[at:at] = [(text, "") for text in box]
        self.join(host, lines, fold, mode, 0.25, 0.15)

    def arrange(self, host, above, middle, below, fold):
        """One box above, one in the middle, one below; half of them glued to what follows, as careless scrapers do."""
        lines = [(part, None) for part in host[2]]
        centre = max(1, len(lines) // 2)
        foreign = lambda box, place: [(text, place) for text in box]
        lines = (
            foreign(above, "above") + lines[:centre] + foreign(middle, "middle") + lines[centre:] + foreign(below, "below"))
        self.join(host, lines, fold, "own", 0.5, 0.05)

    def join(self, host, lines, fold, mode, glued, blanks):
        name, language, _, summary = host
        if self.chance.random() < 0.04:
            # A text that has lost its blanks everywhere.
            lines = [(GAP.sub("", line), place) for line, place in lines]
            glued = max(glued, 0.8)
        text, spans = "", []
        blank = self.chance.choice(["\n", "\n", "\n\n", "\n\n"])
        for index, (line, place) in enumerate(lines):
            start = len(text.encode())
            text += line
            if place is not None:
                spans.append([start, len(text.encode()), place])
            if index + 1 < len(lines):
                border = (place is not None or lines[index + 1][1] is not None) and line[-1:] in ".!?"
                draw = self.chance.random()
                text += "" if border and draw < glued else " " if border and draw < glued + blanks else blank
        self.documents.append(
            dict(text=text, language=language, spans=spans, fold=fold, mode=mode, id=name, summary=summary))


def notices_by_language():
    """The notices of our own wording, each with its fold: by kind, so that no kind is judged by who has seen it."""
    with open(os.path.join(HERE, "../../Data/boilerplate/development.jsonl"), encoding="utf8") as file:
        notices = [json.loads(line) for line in file]
    family = lambda notice: FAMILIES.get(notice["kind"], notice["kind"])
    kinds = {kind: number % 5 for number, kind in enumerate(sorted({family(notice) for notice in notices}))}
    by_language = {}
    for notice in notices:
        notice["fold"] = kinds[family(notice)]
        by_language.setdefault(notice["language"], []).append(notice)
    return by_language


def compose(found, blocks, by_language, chance):
    host_language = {}
    for host in found:
        if not host[0].startswith("deb"):
            host_language.setdefault(host[1], []).append(host)
    composer = Composer(chance)
    for whole in found:
        host = whole
        composer.add(host, [], fold_of(host[0]), "alike" if host[0].startswith("alike") else "clean")
        # Texts of a few sentences are mostly clean, and say little of themselves.
        for _ in range(1 if host[1] in ("en", "fr", "de") else 2):
            at = chance.choice([0, chance.randrange(len(host[2]))])
            part = host[:2] + (host[2][at:at + chance.choice([1, 1, 2, 3])],) + host[3:]
            composer.add(part, [], fold_of(host[0]), "clean")
        if len(host[2]) < 3:
            continue
        language = host[1]
        own = by_language.get(language, by_language["en"])
        # The fewer texts a language has, the oftener each is used.
        repeats = 12 if host[0].startswith("own") else 1 if language == "en" else 2
        if len(host[2]) > 8 and chance.random() < 0.3:
            short = host[:2] + (host[2][:chance.randrange(3, 7)],) + host[3:]
            composer.add(short, [], fold_of(host[0]), "clean")
            repeats += 1
        else:
            short = host
        for repeat in range(repeats):
            host = short if repeat == 0 else whole
            fold = chance.randrange(5)
            pool = [notice for notice in own if notice["fold"] == fold]
            boxes = [own_box(chance, pool, host, host_language[language]) for _ in range(chance.choice([1, 2, 3, 4]))]
            composer.add(host, [part for part in boxes if part], fold, "own")
            if host[0].startswith("ewt"):
                continue
            fold = chance.randrange(5)
            pool = [notice for notice in own if notice["fold"] == fold]
            boxes = [[chance.choice(pool)["text"]] for _ in range(3)]
            if chance.random() < 0.4:
                # A lone notice has no others that give it away.
                only = chance.randrange(3)
                boxes = [box if place == only else [] for place, box in enumerate(boxes)]
            composer.arrange(host, *boxes, fold)
        if language in blocks:
            fold = fold_of(chance.choice(sorted({page for page, _ in blocks[language]})))
            pool = [block for block in blocks[language] if fold_of(block[0]) == fold]
            boxes = []
            for _ in range(chance.choice([1, 2, 3])):
                page = chance.choice(pool)
                same = [block for block in pool if block[0] == page[0]]
                at = same.index(page)
                boxes.append([text for _, text in same[at:at + chance.choice([1, 1, 2, 4])]])
            composer.add(host, boxes, fold, "web")
    return composer.documents


def own_box(chance, pool, host, others):
    """One to five notices, mostly of one kind, in one paragraph or several; half with other articles' sentences inside."""
    count = chance.choice([1, 1, 2, 3, 5])
    kind = chance.choice(sorted({notice["kind"] for notice in pool}))
    same = [notice for notice in pool if notice["kind"] == kind] if chance.random() < 0.7 else pool
    texts = [notice["text"] for notice in chance.sample(same, min(count, len(same)))]
    if len(texts) >= 2 and chance.random() < 0.55:
        other = chance.choice(others)
        if other[0] != host[0]:
            alien = [
                sentence for part in chance.sample(other[2], min(3, len(other[2])))
                for sentence in re.split(r'(?<=[.!?]) +(?=[A-ZÄÖÜÉ"“])', part)[:2] if 40 < len(sentence) < 260]
            at = chance.randrange(1, len(texts))
            texts[at:at] = alien[:chance.choice([1, 1, 2, 3])]
    if chance.random() < 0.4:
        box = []
        while texts:
            width = chance.choice([1, 1, 2, 3])
            box.append(" ".join(texts[:width]))
            texts = texts[width:]
        return box
    return [" ".join(texts)] if chance.random() < 0.5 else texts


def gold_sentences(bags, references):
    """The sentence nearest to each sentence of the summary, where they share two words of five."""
    for reference in references:
        near = [len(reference & bag) / max(4, (len(reference) + len(bag)) / 2) for bag in bags]
        best = int(np.argmax(near))
        if near[best] >= 0.4:
            yield best


def label(documents, cut):
    count = sum(len(sentences) for sentences in cut)
    labels, weights, folds = np.zeros(count), np.ones(count), np.zeros(count, int)
    gold, modes, buckets, row = np.zeros(count, bool), np.empty(count, "U5"), [], 0
    for document, sentences in zip(documents, cut):
        data, first, bags = document["text"].encode(), row, []
        for start, end, _, own in sentences:
            covered = sum(max(0, min(end, b) - max(start, a)) for a, b, _ in document["spans"])
            labels[row] = covered >= 0.5 * (end - start)
            if 0 < covered < 0.5 * (end - start):
                weights[row] = 0.3
            folds[row], modes[row] = document["fold"], document["mode"]
            buckets.append(own)
            bags.append(set(re.findall(r"\w+", data[start:end].decode(errors="ignore").lower())))
            row += 1
        parts = re.split(r"\n|(?<=[.!?]) (?=[A-Z])", document["summary"])
        references = [set(re.findall(r"\w+", part.lower())) for part in parts if len(part.split()) > 3]
        for index in gold_sentences(bags, references) if bags else []:
            gold[first + index] |= labels[first + index] == 0
    return labels, weights, folds, gold, modes, buckets


def report(name, probabilities, labels, gold, modes, thresholds=(0.3, 0.4, 0.5, 0.6)):
    print(name)
    for threshold in thresholds:
        dropped = probabilities >= threshold
        share = lambda rows: 100 * dropped[rows].mean()
        print(
            f"  at {threshold}: notices of unseen kinds found {share((modes == 'own') & (labels == 1)):.1f} %,"
            f" foreign blocks {share((modes == 'web') & (labels == 1)):.1f} %; clean sentences dropped"
            f" {share((modes == 'clean') & (labels == 0)):.2f} %, gold sentences of clean texts"
            f" {share(gold & (modes == 'clean')):.2f} %", flush=True)


def contamination(tool, work, second, labels, gold, modes):
    """What the library makes of the probabilities: notices in summaries, and what is dropped by its own rules."""
    second.astype("<f4").tofile(f"{work}/second.f32")
    print("summaries of three sentences with part of a notice of unseen kinds, per cent", flush=True)
    subprocess.run(
        [tool, "contamination", f"{work}/texts.jsonl", f"{work}/second.f32", f"{work}/kept.bin"], check=True)
    kept = np.fromfile(f"{work}/kept.bin", np.uint8) > 0
    report("second stage, by the rules of BoilerplateFilter", (~kept).astype(float), labels, gold, modes, (0.5,))


def rows_of(tool, work, documents):
    """The sentences that the library cuts, and their columns."""
    with open(f"{work}/texts.jsonl", "w", encoding="utf8") as file:
        file.writelines(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    subprocess.run([tool, "sentence-rows", f"{work}/texts.jsonl", f"{work}/sentences"], check=True)
    with open(f"{work}/sentences.jsonl", encoding="utf8") as file:
        cut = [json.loads(line) for line in file]
    count = sum(len(sentences) for sentences in cut)
    return cut, np.fromfile(f"{work}/sentences.f32", np.float32).reshape(count, -1), shared.names(f"{work}/sentences")[0]


def context_of(tool, work, first, columns):
    """The columns that the library makes of the first stage's probabilities, before the sentences' own."""
    first.astype("<f4").tofile(f"{work}/first.f32")
    subprocess.run(
        [tool, "sentence-rows", f"{work}/texts.jsonl", f"{work}/context", f"{work}/first.f32"], check=True)
    return np.hstack([np.fromfile(f"{work}/context.f32", np.float32).reshape(len(first), -1), columns])


def adjust(weights, labels, gold, modes, strong_cues):
    """How much each sentence counts."""
    clean = labels == 0
    # Real articles hold notices too: a clean sentence with two strong cues is a doubtful example, unless a summary used it.
    weights[clean & ~gold & (strong_cues >= 2) & (modes != "web")] = 0.2
    weights[clean & gold] = 6
    weights[clean & (modes == "web")] = 0.5
    # True sentences about newsletters, helplines and recipes: cues are no ground for doubt there.
    weights[clean & (modes == "alike")] = 4
    weights[~clean & (modes == "web")] = 0.35
    weights[~clean & (modes == "own")] = 1.2


def main():
    data, pages, prose, tool, work = sys.argv[1:6]
    chance = random.Random(7)
    found, blocks = hosts(data, pages, prose, chance)
    documents = compose(found, blocks, notices_by_language(), chance)
    cut, columns, features = rows_of(tool, work, documents)
    labels, weights, folds, gold, modes, buckets = label(documents, cut)
    adjust(weights, labels, gold, modes, columns[:, features.split(" ").index("strongCuesTotal")])
    words = shared.word_matrix(buckets)
    fit_words = lambda rows: shared.fit_words(words[rows], labels[rows], weights[rows])
    columns[:, -1] = shared.out_of_fold(folds, fit_words, lambda model, rows: model.decision_function(words[rows]))
    fit_first = lambda rows: shared.fit_trees(columns[rows], labels[rows], weights[rows], 100, 12, 60)
    first = shared.out_of_fold(folds, fit_first, lambda model, rows: model.predict(columns[rows]))
    report("first stage, out of fold", first, labels, gold, modes)
    both = context_of(tool, work, first, columns)
    fit_second = lambda rows: shared.fit_trees(both[rows], labels[rows], weights[rows], 80, 10, 60)
    second = shared.out_of_fold(folds, fit_second, lambda model, rows: model.predict(both[rows]))
    report("second stage, out of fold", second, labels, gold, modes)
    contamination(tool, work, second, labels, gold, modes)
    everything = np.ones(len(labels), bool)
    shared.save(
        os.path.join(HERE, "model.safetensors"),
        dict(
            wording=shared.word_tensors(fit_words(everything)), first=shared.tree_tensors(fit_first(everything)),
            second=shared.tree_tensors(fit_second(everything))),
        {"format": "epitome-boilerplate-1", "features": features, "context": shared.names(f"{work}/context")[0]})


if __name__ == "__main__":
    main()
