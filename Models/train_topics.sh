#!/bin/sh
# Trains the models of topics that are part of the program, from public data; equal data give equal files, bit for bit.
#
#     sh Models/train_topics.sh [DATA [EPITOME]]
#
# DATA is laid out as Models/README.md says; EPITOME is a built command.
set -eu
data=${1:-../shared/data}
epitome=${2:-.build-static/release/epitome}
models=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 "$models/news-topics/prepare.py" "$data" "$work"
# BBC has one text for every 22 of AG News and is the only source of politics; DBpedia's abstracts are no news, but widen
# the vocabulary of sport, entertainment, politics and business.
"$epitome" train "$work/ag-news.jsonl" "$work/bbc.jsonl" "$work/dbpedia.jsonl" \
    --weight "$work/bbc.jsonl=4" --weight "$work/dbpedia.jsonl=0.5" \
    --metadata "name=news-topics" --metadata "description=Topics of English news" \
    --metadata "data=AG News (part of the training set), BBC News, DBpedia abstracts" \
    --metadata "language=en" --output "$models/news-topics/model.safetensors"
"$epitome" train "$data/dbpedia14-sample/train.jsonl.gz" \
    --metadata "name=encyclopedia" --metadata "description=What kind of thing an encyclopedia article is about" \
    --metadata "data=DBpedia abstracts (sample of DBpedia-14)" --metadata "language=en" \
    --output "$models/encyclopedia/model.safetensors"
