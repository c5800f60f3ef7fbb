// The order of the search's results: what teaches comes before what lists.
var Scorer = {
  // Sphinx's own marks.
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,

  score: ([page, , , , score]) => {
    if (page.startsWith("guide/")) return score / 2;
    // Pages that have a picture of everything, and questions about what was taught before.
    if (page === "index" || page.startsWith("assignments/")) return score * 0.8;
    return score;
  },
};
