"""The one look of all figures: colours that colour-blind readers can tell apart, sizes fit for a page."""

import matplotlib as mpl
import seaborn as sns
import sklearn
from cycler import cycler
from matplotlib_inline.backend_inline import set_matplotlib_formats

# Okabe and Ito (2008), "Color Universal Design", the order changed so that neighbours differ in
# lightness too; their yellow is left out, because it cannot be seen on white.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#5D5D5D", "#000000")
# A shape for each colour, so that no figure depends on colour alone.
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")


def use_style() -> None:
    """Apply the course's style to matplotlib, seaborn, pandas' neighbours in a notebook and scikit-learn.

    Figures become SVG (sharp at every width, the text drawn as shapes, the same bytes on every run);
    scikit-learn's estimators show themselves as text.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> use_style()
    >>> plt.rcParams["axes.prop_cycle"].by_key()["color"] == list(COLORS)
    True
    """
    sns.set_theme(context="notebook", style="ticks")
    mpl.rcParams.update(
        {
            "axes.prop_cycle": cycler(color=COLORS),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlesize": "medium",
            "figure.constrained_layout.use": True,
            "figure.dpi": 100,
            "figure.figsize": (6.0, 3.7),
            "image.cmap": "viridis",
            "legend.frameon": False,
            "lines.markersize": 5,
            "svg.fonttype": "path",
            "svg.hashsalt": "unlabelled",
        }
    )
    # The date would make two runs differ.
    set_matplotlib_formats("svg", metadata={"Date": None})
    sklearn.set_config(display="text")
