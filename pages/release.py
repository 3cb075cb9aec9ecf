"""Release: what partners of a place will see, what is hidden and why, and letting it out."""

from mirror import screen, steward, view

lens = view.standpoint("release")
if steward.may_release(lens):
    steward.what_partners_read(lens)
    drafted = steward.draft(lens)
    steward.what_they_will_see(drafted, lens)
    steward.how_finely(lens)
    steward.notes(lens)
    steward.let_it_out(drafted, lens)
    screen.question("release")
