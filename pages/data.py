"""Data: what is held of a place, how it is taken away, and how it is taken back."""

from mirror import holdings, safekeeping, view

lens = view.standpoint("data")
holdings.what_was_done()
holdings.what_is_held(lens)
holdings.take_it_away(lens.place)
safekeeping.backups()
holdings.undo_a_batch(lens.place)
holdings.change_an_observation(lens)
holdings.take_something_back(lens)
holdings.withdraw_a_person(lens)
holdings.what_the_columns_mean()
