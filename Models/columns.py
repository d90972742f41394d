"""The names of the columns of training rows, as `evaluate-text` writes them beside the rows: a line for each stage.

The library refuses a model whose metadata has other names.
"""


def names(rows):
    with open(rows + ".columns", encoding="utf8") as file:
        return file.read().splitlines()
