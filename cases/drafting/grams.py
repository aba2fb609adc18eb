"""Character pairs and triples: what the small models look at."""


def grams(text: str) -> set[str]:
    pairs = {text[k : k + 2] for k in range(len(text) - 1)}
    return {g for g in pairs | {text[k : k + 3] for k in range(len(text) - 2)} if " " not in g}
