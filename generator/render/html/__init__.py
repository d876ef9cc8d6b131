"""4 · Draw a Document as one self-contained HTML file, which is also what the PDF is made from.

In: a Document and the folder of its layout (`templates/agreement`). Out: UTF-8 bytes that refer to
nothing outside themselves and need no script. `layout` reads the frame and the styles, `body` draws
the text; page geometry follows GB/T 9704-2012 and stands in the layout's `paper.css`.
"""

from generator.render.html.page import render_html

__all__ = ["render_html"]
