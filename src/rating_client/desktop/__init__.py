"""Everything Qt: the icon, the windows, and the threads beside them.

`coordinator` joins it and reads as its table of contents: what each worker, window and entry of
the icon's menu leads to. It leaves two parts of that to others: `asking` joins the places where
ratings are given (`card`, `form`, `batch`), `housekeeping` what goes on beside that.

A folder is what a person sees as one thing. Its desk (`form/desk.py`) owns the window, knows the
profile and does what is wished for; the window is told what to show, and says by signals what a
person wishes. What waits for a disk or the network is a worker's (`workers`), in its own thread.

What goes wrong is a `Sentence`. `trouble` says that a wish was not carried out, `conditions` what
stands in the way at the moment; both end in the bar over the pages (`status/conditions.py`).
"""
