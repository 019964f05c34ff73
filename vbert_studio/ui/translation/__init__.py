"""What a person reads, in their language: every text of the window goes through `tr` or `trn`.

The English text is its own key. Values are named in it and filled in after the translation, which
may put them in another order. What rooms below the window say, errors and names of edits, goes
through `told` where it comes in. `extract` finds the texts in the sources and keeps the catalogues
in step with them.
"""

from vbert_studio.ui.translation.language import install_language, language, number_text, tr, trn
from vbert_studio.ui.translation.told import told, told_error

__all__ = ["install_language", "language", "number_text", "told", "told_error", "tr", "trn"]
