"""Gathering: prepared in five minutes, shown on the wall, closed, and taken away by everybody."""

from mirror import closing, preparing, sheet_to_print, view

lens = view.standpoint("gathering")
gathering = preparing.choose(lens)
if gathering is None:
    preparing.begin(lens)
else:
    preparing.who_and_when(gathering, lens)
    preparing.agenda(gathering, lens)
    preparing.show_it(gathering)
    sheet_to_print.offer(gathering, lens)
    closing.close(gathering, lens)
    closing.take_away(gathering)
