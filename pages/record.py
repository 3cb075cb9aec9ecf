"""Record: what somebody noticed, typed in by hand and kept one whole thing at a time."""

from mirror import forms, view

lens = view.standpoint("record")
forms.beside_invented(lens)
match forms.kind():
    case "observation":
        forms.observation(lens)
    case "relationship":
        forms.relationship(lens)
    case "event":
        forms.event(lens)
    case "entry":
        forms.entry_step(lens)
    case "help":
        forms.help_given(lens)
    case "block":
        forms.block_view(lens)
    case "room":
        forms.room(lens)
