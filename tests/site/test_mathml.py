"""Formulas become MathML that browsers draw rightly, or an error that says what is not known."""

from xml.etree import ElementTree

import pytest
from unlabelled_site.mathml import MathError, bold, to_mathml

UNDERSTOOD = r"""
x < y \le z \neq w
\lVert x_i - \mu_k \rVert_2^2
\left\lVert \frac{a}{b} \right\rVert
\mathbb{R}^{n \times d}, \mathbb{1}[x = y], \mathbb{E}_{x \sim p}
\mathcal{L}(\theta; \mathbf{x}, \boldsymbol{\mu})
\hat{y}, \bar{x}, \tilde{x}, \vec{v}, \dot{x}, \widehat{xy}, \overline{ab}
\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}
\operatorname*{arg\,min}_{k}, \arg\max_k, \argmin_k
\sum_{i=1}^{n}, \prod_i, \int_0^1, \bigcup_k, \lim_{x \to 0}, \sup_x, \inf_x
\begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}
\begin{aligned} a &= b \\ c &= d \end{aligned}
\begin{align} a &= b \nonumber \\ c &= d \end{align}
\begin{equation} a = b \end{equation}
\begin{gather} a \\ b \end{gather}
\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}, \begin{pmatrix} 1 \\ 2 \end{pmatrix}
\underbrace{a + b}_{\text{sum}}, \overbrace{a + b}^{n}
\lfloor x \rfloor, \lceil x \rceil, \lvert C_k \rvert, |C_k|, \|x\|
p(x \mid y), \mathrm{KL}(p \,\|\, q)
\nabla_\theta J, \partial f, \ell, \infty, \varepsilon
x_1, \dots, x_n \ldots \cdots \dotsb
a \odot b \otimes c \oplus d, a \ll b \gg c, a \propto b \approx c \equiv d
a \Rightarrow b \iff c \implies d \mapsto e \to f
\binom{n}{k}, \tfrac12, \dfrac{1}{2}, \sqrt{x}, \sqrt[3]{x}
\stackrel{!}{=}, \overset{d}{=}, \underset{k}{x}
f'(x), X^\top, A^{-1}, x_{ij}^{(t)}
\log \exp \tanh \det \Pr(A) \max\{a, b\} \min_k
10{,}000, 3.14, 5\,\%
\bm{x}, \mathsf{T}, \mathtt{ab}
"""
REFUSED = [r"\nonsense{x}", r"\frac{a}", r"\begin{nowhere} x \end{nowhere}", r"\limits"]


@pytest.mark.parametrize("display", [False, True])
@pytest.mark.parametrize("tex", UNDERSTOOD.strip().splitlines())
def test_formula_is_understood(tex, display):
    math = ElementTree.fromstring(to_mathml(tex, display=display))
    assert math.tag == "math" and math.get("display") == ("block" if display else "inline")
    annotation = math.find("semantics/annotation")
    assert annotation.text == tex and annotation.get("encoding") == "application/x-tex"
    drawn = "".join(math.find("semantics")[0].itertext())
    assert drawn and "\\" not in drawn and "limits:" not in drawn


@pytest.mark.parametrize("tex", REFUSED)
def test_formula_that_is_not_understood_is_an_error(tex):
    with pytest.raises(MathError, match="In: "):
        to_mathml(tex, display=True)


def shape(tex: str, display: bool = True) -> str:
    """Write a formula's markup without the TeX."""
    row = ElementTree.fromstring(to_mathml(tex, display=display)).find("semantics")[0]
    return "".join(ElementTree.tostring(child, encoding="unicode") for child in row)


def test_limits_stand_below_operators_by_name():
    for tex in (r"\argmin_k", r"\arg\min_k", r"\operatorname*{arg\,min}_k"):
        assert shape(tex).startswith('<munder><mo movablelimits="true"')
    assert shape(r"\min_k").startswith("<munder>")
    assert shape(r"\operatorname{softmax}_k").startswith("<msub>")


def test_bold_letters_are_the_fonts_own_and_scripts_stay_light():
    assert shape(r"\boldsymbol{\mu}_k") == "<mrow><msub><mi>𝝁</mi><mi>k</mi></msub></mrow>"
    assert [bold(character) for character in "xΣ1+"] == ["𝒙", "𝜮", "𝟏", "+"]


def test_bars_open_and_close():
    markup = shape(r"\lVert x \rVert^2 + |C|")
    assert markup.count('form="prefix"') == markup.count('form="postfix"') == 2
    assert "form" not in shape(r"p(x|y)")
    assert 'stretchy="false"' not in shape(r"\left\lVert x \right\rVert")


def test_label_of_a_brace_stands_below_it():
    assert shape(r"\underbrace{a}_{b}").startswith("<munder><munder>")


def test_less_than_is_escaped():
    assert "&lt;" in to_mathml("i < j", display=False)
