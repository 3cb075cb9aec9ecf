"""Makes the sample CSV files beside it: two places, two and a half years, all of it invented.

Run `python data/sample/make.py`. A second run writes the same bytes. README.md tells the story.
"""

import csv
import datetime
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
BD = "barking-and-dagenham"
GA = "gateshead"
PLACES = (BD, GA)
FIRST_DAY = datetime.date(2024, 4, 8)
LAST_DAY = datetime.date(2026, 9, 25)
BEHAVIOURS = ("PER1", "PER2", "PER3", "POW1", "POW2", "POW3", "PAR1", "PAR2", "PAR3")
PARTS = ("frontline", "commissioning", "culture", "relationships", "governance", "community")
SECTORS = ("council", "voluntary", "nhs", "residents", "intermediary")
# The behaviours that suffer most when a place slips.
TENDER = ("PAR1", "POW1")
SLIPS = {
    BD: (datetime.date(2025, 9, 29), datetime.date(2026, 3, 20)),
    GA: (datetime.date(2025, 1, 6), datetime.date(2025, 6, 27)),
}
# By how much they fall while the slip lasts.
SLIP_DEPTHS = {(BD, "PAR1"): 2.8, (BD, "POW1"): 2.5, (GA, "PAR1"): 2.0, (GA, "POW1"): 2.8}
# Bank holidays: nobody writes then.
CLOSED = frozenset(
    (
        datetime.date(2024, 5, 6),
        datetime.date(2024, 5, 27),
        datetime.date(2024, 8, 26),
        datetime.date(2025, 4, 18),
        datetime.date(2025, 4, 21),
        datetime.date(2025, 5, 5),
        datetime.date(2025, 5, 26),
        datetime.date(2025, 8, 25),
        datetime.date(2026, 4, 3),
        datetime.date(2026, 4, 6),
        datetime.date(2026, 5, 4),
        datetime.date(2026, 5, 25),
        datetime.date(2026, 8, 31),
    )
)

# How much people write in each quarter, from spring 2024 to summer 2026. Year one is slow.
QUARTERS = {
    BD: (0.6, 0.7, 0.7, 0.9, 1.0, 0.9, 1.0, 1.0, 1.3, 1.3),
    GA: (0.8, 0.7, 0.8, 1.1, 1.1, 0.0, 1.1, 1.1, 1.2, 1.2),
}
# In the quiet quarter of Gateshead three people write four notes between them.
QUIET_DAYS = {
    "GA-01": ("2025-07-16", "2025-09-10"),
    "GA-07": ("2025-08-05",),
    "GA-11": ("2025-09-17",),
}
# How many relationship pulses are taken in each quarter. Year one is about relationships.
PULSES = {
    BD: (9, 8, 7, 7, 5, 5, 4, 6, 7, 6),
    GA: (8, 8, 7, 6, 6, 0, 5, 5, 5, 6),
}

# Code, sector, organisation, parts spoken about, notes, arrival, leaving, readiness to name things.
OBSERVERS = {
    BD: """
BD-01, intermediary, Learning partner, governance relationships frontline culture, 84, -, -, 0
BD-02, council, Leadership office, governance culture commissioning, 70, -, -, 2
BD-03, council, Policy team, governance culture relationships, 62, -, -, 1
BD-04, council, Commissioning team, commissioning governance relationships, 52, -, -, 0
BD-05, council, Adult social care, frontline relationships culture, 44, -, -, 0
BD-06, council, Housing service, frontline culture community, 40, -, -, -1
BD-07, voluntary, Citizens' advice group, frontline relationships commissioning, 42, -, -, 0
BD-08, nhs, Mental health team, frontline relationships commissioning, 36, -, -, 0
BD-09, council, Policy team, governance culture, 34, -, 2025-09-26, 1
BD-10, council, Commissioning team, commissioning culture, 30, -, -, 0
BD-11, voluntary, Community kitchen, community frontline relationships, 28, 2024-09-02, -, -1
BD-12, council, Housing service, frontline governance, 26, 2025-01-13, -, 0
BD-13, council, Leadership office, governance relationships, 22, -, 2025-12-19, 2
BD-14, nhs, GP surgeries, relationships governance commissioning, 24, -, -, 0
BD-15, voluntary, Youth charity, community frontline culture, 22, 2024-11-04, -, 0
BD-16, council, Adult social care, frontline commissioning, 18, 2025-03-03, -, 0
BD-17, council, Libraries and parks, community culture frontline, 18, 2025-06-02, -, 0
BD-18, voluntary, Carers' group, community relationships, 16, -, -, 0
BD-19, intermediary, Learning partner, relationships culture community, 18, 2025-09-08, -, 0
BD-20, nhs, Neighbourhood police team, frontline relationships, 16, -, -, -2
BD-21, nhs, Jobs office, frontline commissioning culture, 14, 2025-01-06, -, 0
BD-22, voluntary, Refugee welcome group, community frontline, 14, 2025-04-07, -, 0
BD-23, council, Policy team, governance commissioning, 12, 2025-02-03, -, 1
BD-24, voluntary, Citizens' advice group, commissioning relationships, 12, -, -, 0
BD-25, nhs, Mental health team, frontline culture, 10, 2025-10-06, -, 0
BD-26, council, Commissioning team, commissioning relationships, 10, -, 2025-03-28, 0
BD-27, voluntary, Youth charity, relationships culture, 8, 2024-11-18, -, 0
BD-28, residents, Residents' panel, community governance, 9, 2025-11-10, -, 0
BD-29, residents, Tenants' group, community frontline, 7, 2024-10-07, -, -1
BD-30, residents, Residents' panel, community relationships, 6, 2026-01-12, -, 0
BD-31, residents, Tenants' group, community, 5, 2026-02-02, -, 0
BD-32, council, Adult social care, culture frontline, 6, -, -, 0
BD-33, voluntary, Carers' group, community commissioning, 5, 2025-02-10, -, 0
BD-34, nhs, GP surgeries, governance relationships, 5, -, -, 0
""",
    GA: """
GA-01, intermediary, Learning partner, frontline relationships commissioning community, 72, -, -, 0
GA-02, council, Adult social care, frontline culture relationships, 66, -, -, 0
GA-03, council, Commissioning team, commissioning governance culture, 60, -, -, 0
GA-04, voluntary, Homelessness charity, frontline community commissioning, 54, -, -, 0
GA-05, council, Council tax team, frontline culture, 44, -, -, -2
GA-06, council, Leadership office, governance relationships culture, 46, -, -, 1
GA-07, council, Housing and tenancy service, frontline commissioning relationships, 40, -, -, 0
GA-08, nhs, Mental health team, frontline relationships governance, 36, -, -, 0
GA-09, voluntary, Advice and debt group, frontline commissioning community, 34, -, -, 0
GA-10, council, Public health team, community governance culture, 30, -, -, 0
GA-11, voluntary, Family support group, community relationships frontline, 26, -, -, 0
GA-12, council, Commissioning team, commissioning relationships, 22, -, -, 0
GA-13, council, Leadership office, governance commissioning, 22, 2024-09-09, -, 1
GA-14, voluntary, Recovery group, community frontline culture, 18, 2025-01-13, -, 2
GA-15, nhs, Community nursing, frontline community relationships, 18, -, -, 0
GA-16, council, Adult social care, culture frontline, 14, 2025-10-06, -, 0
GA-17, intermediary, Learning partner, governance culture community, 14, 2025-10-06, -, 0
GA-18, nhs, Jobs office, commissioning frontline culture, 12, -, -, -1
GA-19, voluntary, Volunteer hub, community relationships, 12, -, -, 0
GA-20, residents, Peer mentors, community frontline, 9, 2024-10-14, -, 0
GA-21, council, Public health team, commissioning community governance, 10, -, 2025-06-27, 0
GA-22, voluntary, Homelessness charity, relationships commissioning, 8, -, -, 0
GA-23, residents, Tenants' group, community relationships, 7, -, -, 0
GA-24, nhs, Mental health team, culture governance, 7, -, -, 0
GA-25, voluntary, Advice and debt group, governance culture, 6, 2025-11-03, -, 0
GA-26, residents, Tenants' group, community, 5, 2025-02-03, -, 0
""",
}

# Strength at the start and at the end, behaviour by behaviour; a dash where nothing is ever said.
STRENGTHS = {
    BD: """
governance     7.2-7.5 5.0-6.0 7.8-7.9 4.6-5.6 3.8-4.6 4.0-5.0 5.4-6.8 5.0-5.8 4.5-6.0
frontline      3.2-6.4 4.4-7.0 2.6-6.2 3.4-6.0 2.8-5.4 3.0-5.4 4.2-7.0 3.2-6.2 3.6-6.8
commissioning  4.8-5.6 -       5.0-6.0 3.4-4.6 2.6-4.0 3.6-5.0 4.4-6.2 3.0-4.4 3.6-5.4
culture        5.0-6.0 4.2-5.6 5.5-6.4 4.2-5.4 3.0-4.4 3.6-5.0 4.6-6.6 3.8-5.4 4.0-6.0
relationships  5.0-6.6 4.4-5.8 5.2-6.6 4.4-5.8 3.2-4.4 4.0-5.8 4.4-7.2 4.0-5.8 4.0-6.4
community      3.0-4.0 4.6-6.0 3.0-4.2 2.8-4.4 -       2.0-3.4 3.8-5.4 3.0-4.4 3.0-4.4
""",
    GA: """
governance     -       3.8-5.4 4.0-6.0 4.4-5.2 2.8-4.8 -       4.8-6.4 3.0-5.0 3.6-5.8
frontline      4.4-6.0 7.0-8.0 4.4-6.0 5.8-6.8 7.0-7.9 5.0-6.0 6.4-7.8 5.4-6.6 7.0-8.0
commissioning  3.0-5.4 3.6-5.2 3.8-5.2 3.8-5.0 5.0-5.0 3.0-4.6 4.6-6.0 2.8-4.2 3.4-5.6
culture        3.4-5.0 4.6-6.0 3.8-5.4 4.4-5.4 3.4-5.0 3.2-4.6 5.0-6.4 3.6-5.2 4.4-6.0
relationships  3.8-6.0 5.0-6.2 4.0-5.8 5.0-6.0 4.0-5.0 4.0-5.6 5.2-7.2 4.0-5.4 4.6-6.6
community      4.0-5.0 6.0-7.0 4.0-5.0 5.0-6.0 4.6-5.6 3.4-4.4 5.6-6.6 -       4.6-6.0
""",
}

# Cells that only a few people ever speak about: at most so many of them.
FEW = {
    BD: {
        ("community", "PAR2"): 4,
        ("community", "POW3"): 3,
        ("community", "PER1"): 2,
        ("community", "PER3"): 3,
        ("commissioning", "PAR2"): 2,
        ("commissioning", "POW1"): 4,
        ("commissioning", "PAR3"): 4,
        ("culture", "POW3"): 3,
        ("culture", "POW2"): 2,
        ("governance", "PAR3"): 4,
        ("governance", "POW2"): 1,
        ("relationships", "POW2"): 3,
    },
    GA: {
        ("governance", "PER2"): 2,
        ("governance", "PAR2"): 3,
        ("governance", "POW1"): 4,
        ("governance", "PER3"): 4,
        ("community", "POW3"): 2,
        ("community", "PER1"): 3,
        ("culture", "POW3"): 1,
        ("culture", "PER1"): 4,
        ("relationships", "POW2"): 3,
        ("commissioning", "PAR2"): 3,
        ("commissioning", "PER3"): 4,
    },
}

# Notes, under a behaviour and a tone. Further words in a heading say where the notes fit: parts,
# a place, or the sectors that would say them. Residents say only what is kept for them.
NOTES = """
# PER1 high
Before we signed it off, somebody asked who else it would touch, and we rang them.
Housing talked about discharge dates as if they were its own problem, and that was new.
The map on the wall now has other people's services on it, drawn by the people who run them.
We spent half the meeting on a problem that belongs to nobody here, and nobody minded.
A change to one rota was checked with three teams first, because it would land on all of them.
Someone explained the debt team's week better than the debt team had managed to.
For once we planned around the family rather than around the three organisations they see.
Somebody said that fixing their queue would lengthen ours, so they held back and asked.
The winter plan was read aloud by people who had not written it, and they found the gaps.
# PER1 high frontline
The outreach worker carried the case across to the nurse herself, and stayed for the first visit.
Two frontline teams swapped desks for a week and came back with a shorter form.
# PER1 high governance
The board cut two items about one service and gave the time to how the whole place fits together.
Leaders spoke about the borough first and their own organisations second, nearly all morning.
The chief officers drew one picture of the place, and argued about the arrows for an hour.
# PER1 high relationships
We found the same twelve households on four different lists, and agreed to work from one.
# PER1 low
The change next door reached us by email, the day after it had started.
Everyone brought their own figures, and nobody brought the story that joins them.
'That sits with another team' ended the conversation, and the person on the phone was still there.
Each update was good, and I left knowing nothing about how the pieces meet.
We fixed our waiting list by moving people onto somebody else's.
Three referrals for one person, three assessments, and no one who knew about all three.
The new pathway stops at the edge of our building, which is where the trouble starts.
I asked who else was working on this, and the room looked at its papers.
# PER1 low frontline
Our team still sees the building it works in. The rest of the system is a phone number.
Staff hear about the whole-place picture in newsletters. It has not reached their rounds yet.
# PER1 low commissioning
Two contracts pay for the same visit, and neither knows that the other exists.
# PER1 high residents
For the first time the housing person knew what the doctor had already told me.
Someone drew how all the services join up, and I could find my own street on it.
# PER1 low residents
I told my story five times this year, and each time they were surprised by it.
# PER1 high intermediary
I drew the links as they spoke. Someone took the pen from me and added eleven more.
# PER1 low intermediary
I heard four accounts of the same week today, and no two of them met.

# PER2 high
They began by asking what he was good at, and he now runs the repair table on Thursdays.
The plan was built on who already helps whom in those two streets, not on who is missing.
Nobody read out the case history. We started from what she wanted to do next.
A man known to us for his arrears turned out to be the best teacher in the room.
We dropped the word 'vulnerable' from the form, and the conversations changed with it.
Volunteers with their own experience ran the induction, and staff took notes.
The first question is now 'what is going well at home', and people answer it.
People were thanked by name for shaping the service, and told what had changed because of it.
We paid people for their time and knowledge without having to argue about it.
# PER2 high frontline
The worker left the checklist in the car and sat down with the kettle on.
She asked him to plan his own week, and he kept to it better than to ours.
The worker backed the tenant's own plan, and the tenancy has held since spring.
# PER2 high community
Parents from the school gate wrote the leaflet, and it is the first one that gets read.
Neighbours had a lift rota going long before we thought to fund one.
# PER2 high culture
Interviews now ask for a time somebody's strengths surprised you. The answers are very telling.
# PER2 low
The case was described for ten minutes, and I still do not know what he enjoys.
We say strengths, but the form still opens with what is wrong.
She was assessed again, by us, with the same questions as last month.
The offer was decided before anyone asked the family what would be useful.
We talk about 'complex cohorts' and then wonder why nobody turns up.
People get passed along as risks, and the good things in their lives fall off the page.
He was told what he was entitled to, and never asked what he could offer.
The language in the room was all need and no person. I did it as well.
# PER2 low commissioning
The specification counts deficits, so that is what providers have learnt to write down.
# PER2 low governance culture
The report to members had forty pages of need and half a page on what people bring.
# PER2 high residents
They asked me to help run the session rather than sit in it. I slept well.
Nobody read from a file. She asked what I used to do, and listened.
# PER2 low residents
I came with an idea and left with a leaflet about managing my problems.
# PER2 high intermediary
I counted the questions today. More than half were about what people can do.
# PER2 low intermediary
I heard forty minutes about residents and not one thing that any of them is good at.

# PER3 high
Two people from different organisations said why we are here, and it was nearly the same sentence.
We were stuck on the budget line until somebody read the purpose aloud again.
A new starter could say what this is for after one morning, in her own words.
We disagreed about the purpose out loud, and it came out clearer than it went in.
The purpose is short enough that people quote it on the phone without looking.
Somebody turned down easy money because it pulled away from what we said we were for.
The police and the advice workers want the same thing here, and now they know it.
It was good to hear the finance lead tell the story of why, before the how.
# PER3 high governance
The leadership team can all finish the sentence now. The question is who else can.
Every chief officer put the shared goals first in their own plan this year.
# PER3 high governance barking-and-dagenham
The manifesto came up three times in the leadership meeting, and each time it settled something.
The manifesto's long goals were used to stop something, not only to start things.
The leadership team reads one page of the manifesto before each budget talk. It slows them down.
# PER3 high frontline
The team put the shared purpose on the van, after changing half the words themselves.
Workers from three services described a good outcome for one family, and it matched.
# PER3 high relationships culture
We opened with why it matters to each of us, and the agenda shrank by half.
# PER3 low
The purpose is in a document that I have never seen anybody open.
Everybody nodded at the vision and then went back to their own plan.
I asked five people what we are for and was given five job descriptions.
We argue about actions because we never quite said what we disagree about.
The words are fine. They could belong to any place in the country.
It was a strategy meeting, and the strategy was not mentioned after the second slide.
Some of us are here to save money and some to do good, and it stays unsaid.
# PER3 low frontline
Ask on the front desk and they will say the vision is for upstairs.
The poster arrived in the staff room. Nobody had come with it to talk about it.
# PER3 low frontline council nhs
My team has eleven targets and could not name the shared purpose behind any of them.
# PER3 low community
Residents we spoke to had never heard of the shared vision, though they liked it when they did.
# PER3 high residents
The goals sounded like something my neighbours would say, not like a council.
I could see why the nurse and I want different things first, and the same thing in the end.
# PER3 low residents
I was told there is a vision. I would like to see it on my landing.
# PER3 high intermediary
I asked each of them on the way out what it is for. The answers rhymed.
# PER3 low intermediary
I asked for the purpose in one sentence, and was sent a link to the plan.

# POW1 high
The quietest person was asked twice, waited for, and then the plan changed.
Somebody named who held the money in this room, and the room got easier after that.
The chair handed over the agenda and sat at the side with a notebook.
We stopped when we noticed that only job titles had spoken, and started again in pairs.
The smallest organisation in the room said no, and everyone worked round it kindly.
Papers went out in plain words a week early, so that everybody could argue with them.
Travel and time were paid up front, and three people came who never could before.
A junior colleague corrected the slide, and the director thanked her and changed it.
We sat in a circle with no top table. It sounds small and it was not.
# POW1 high community governance
Residents set the first three items, and the officers' items had to wait.
# POW1 high frontline
The support worker chaired the case meeting, and the consultant took the actions.
# POW1 high relationships
Our partner offered us the chair for a year, and meant it.
# POW1 low
The same three people spoke, and I was one of them.
Residents were invited for the last half hour, after the decision had been taken.
A job title settled it. The argument had been going rather well until then.
We asked for views on a plan that had already gone to the printer.
The room was too formal for anyone to say that they did not follow.
Two people shared a look when the volunteer spoke, and she saw it.
We counted it as co-production because somebody from outside was present.
Everything was said in initials, so only the insiders could disagree.
# POW1 low commissioning
Small providers were asked to be honest by the people who decide on their contracts.
# POW1 low governance
There were nineteen people around the table and one of them did the talking.
# POW1 high residents
I said I did not agree, and they wrote it down and came back to it.
They moved the meeting to our hall, and it felt like ours to run.
# POW1 low residents
They asked what we thought and then told us why it could not happen.
# POW1 slip barking-and-dagenham
Since the restructure letters went out, only managers speak in the meeting. The rest take notes.
With every job in doubt, the voluntary partners were quietly left off two invitations.
Decisions about the new structure are made upstairs, and we read about them on a Friday.
The agenda is back with the directors while the restructure lasts. Nobody announced it.
Residents' items were put off until the new teams are named. That was three meetings ago.
# POW1 slip gateshead
When the savings list came, the room shrank to the people who hold the budgets.
We were consulted on the cuts in the week that they were agreed.
Finance speaks first and last now. The others have stopped preparing anything to say.
The small groups were told about their share of the gap by letter.
The peer mentors were not asked this time, because there was no time to ask.
# POW1 high intermediary
I kept a tally of who spoke. It was the most even that I have seen here.
# POW1 low intermediary
I kept a tally of who spoke. Two voices had more than half of the morning.

# POW2 high
The team changed its own opening hours and told us afterwards. Nobody fell over.
They settled it on the spot, in the corridor, because they knew the family.
The limit for a quick payment went up, and not one has been misused.
The manager's answer was 'you are closer to it than I am', and she left it there.
A decision that took six weeks last year took one phone call.
They were given the money and the question, and nobody asked for a plan first.
We agreed what must come back to the group. It fitted on half a page.
Teams decide who does what on a Monday morning, and the rota follows from that.
# POW2 high frontline
The caseworker bought the cooker that afternoon and filled in the form the day after.
She paid the fine herself from the small fund, and the tenancy was saved by lunchtime.
He tore up the reminder letter and went round instead, and no one had to approve it.
# POW2 high frontline gateshead
Workers in the trial write off small debts without asking anybody above them.
The small fund was used four times this week, and each time it was settled at the door.
# POW2 high commissioning council
We stopped asking providers for monthly permission and gave them the year's money to shape.
The provider changed the service half way through, and our answer was a thank-you note.
We took the approval step out of the contract, and we feel we let go of a lot.
# POW2 high community
The neighbourhood panel gave out its small grants in an evening, and gave reasons.
# POW2 low
'I would need to check' was said nine times before the coffee came.
A sixty pound purchase went up three levels and came back with a question.
We waited for the board, and the board had waited for us.
Everybody knew the right answer, and nobody present was allowed to give it.
The decision was made by people who had read a summary of a summary.
It takes four signatures to change a leaflet and none to leave it wrong.
We were told that we could decide, and then it was decided for us.
# POW2 low commissioning voluntary nhs
We run the service day and night, and still cannot move a post without a variation.
The contract says flexible. The meeting every month says otherwise.
Every change we ask for goes to a panel that none of us has ever met.
On paper it is ours to decide. In practice we ring them first, every time.
# POW2 low commissioning intermediary
The buyers told me that they had let go. The providers told me that they had not noticed.
Asked for an example of deciding alone, the provider thought for a long time and smiled.
# POW2 low governance
The scheme of delegation is from another age, and everyone works round it at a cost.
# POW2 high residents
The worker sorted it at my kitchen table, without ringing anybody for permission.
# POW2 low residents
Everyone I speak to is kind and none of them is allowed to say yes.
# POW2 high intermediary
I waited for someone to say that they would have to check. Nobody did.
# POW2 low intermediary
I traced one small request for them. It passed nine people, and five could have said yes.

# POW3 high
They told us straight that they had missed it, and asked how that had been for us.
We went back to the families with what we did about what they said, line by line.
Partners asked each other how it was going, and got answers that were not all good.
The promise slipped, and the phone call came before we noticed. That mattered to us.
Each organisation brought one thing that it had not done, and said why.
We now read each other's letters to residents before they are sent.
A partner asked us to explain a decision, and we were glad to be asked.
The yearly report was written for the street first and for the funder second.
# POW3 high governance
The board published its own list of promises, with dates, and marked two as missed.
# POW3 high community frontline
The lunch club got a reply to every point, and two of them were 'no, and here is why'.
# POW3 high relationships
We wrote down what we owe one another. It hangs in both offices.
# POW3 low
We report upwards every month, and sideways never.
The promise faded without a word, and I did not like to bring it up.
Residents gave us an evening last spring and have heard nothing since.
It goes on the action log, and the action log goes nowhere.
We measure what the funder asks for. Nobody here has ever used the numbers.
When it went wrong we each sent our own account to our own boss.
The other side missed the date again, and it was easier to say nothing.
We are answerable to everyone above us, and to nobody beside us.
# POW3 low commissioning council
Providers are held to account by us every quarter. Nobody does the same for us.
# POW3 low culture
Owning up to a partner is brave here. It ought to be ordinary.
# POW3 high residents
They came back and told us what they had done, including the part that failed.
# POW3 low residents
I filled in the survey two years running and never heard what came of it.
# POW3 high intermediary
They went round the table with last month's promises, without being asked to.
# POW3 low intermediary
I asked what had become of the last set of promises, and people looked for the file.

# PAR1 high
Somebody said 'I got that wrong' in the first five minutes, and the day went better for it.
The hard question was asked in the meeting this time, and not in the car park.
We disagreed properly about thresholds, stayed for lunch and agreed half of it.
She rang before the email went round, so that we would not read it cold.
There was a long silence after the figures, and nobody rushed to fill it.
They showed us the draft while it was still bad, which is how I know we are trusted.
I can now tell their manager when it is not working, and keep the relationship.
The bad news came early, with time to do something about it.
People came back after last month's row. That says more than the minutes do.
We said what we were afraid of losing, and found it was the same thing.
We could talk about the money without anybody reaching for a policy.
Two people who used to send letters to each other now share a lift.
# PAR1 high frontline
The worker and the nurse had it out over a case, and then went to see her together.
# PAR1 high frontline council nhs voluntary
My team tells me when the work frightens them. They used to go quiet instead.
# PAR1 high governance
The chief officers admitted to one another what they cannot afford. It was long in coming.
# PAR1 high commissioning council
A provider told us our tender was harmful, and we stopped it and asked for help.
# PAR1 high community
The residents' group tells us off in person now. We take that as a compliment.
# PAR1 low
Everybody agreed, and I knew that nothing would happen.
The real conversation was in the car park, and it was a good one.
Bad news was kept back until there was nothing left to decide.
We were polite for two hours. Polite is what we do when we do not trust each other.
I did not say it, because the last person who did was moved.
People send long emails with many names copied in, so I know they are worried.
A question about staffing was taken as an attack, and the shutters came down.
We do not know one another yet. It is all badges and business cards.
They are friendly, but I would not show them an unfinished page.
The minutes were agreed in advance, and so was the surprise.
# PAR1 low frontline
Staff here tell the learning partner things that they do not tell their own manager.
# PAR1 low commissioning
Providers smile and say that all is well, because the contract is up next year.
# PAR1 low governance
The leaders' meeting is warm and careful, and nobody brings what keeps them awake.
# PAR1 high residents
I told them it made me angry, and they stayed and asked me more.
She admitted they had let us down. I had not heard that before.
# PAR1 low residents
I am careful what I say to them, because I still need my repairs done.
# PAR1 slip barking-and-dagenham
People are applying for their own jobs. Nobody says anything that could be quoted.
The honest conversations have gone back to the stairwell since the restructure began.
My opposite number left in the reshuffle, and I am back to writing formal letters.
We used to ring each other first. Since the restructure it all goes through a mailbox.
He said 'ask me again when I know if I have a desk', and that was fair.
Two teams that were close are now rivals for the same four posts.
# PAR1 slip gateshead
Since the budget gap was announced, people bring numbers to the meeting and leave doubts at home.
Nobody wants to admit to an underspend, so nobody tells the truth about anything else.
We are back to copying managers in. It started in the week of the savings list.
The providers heard about the cut from the newspaper, and they have gone quiet on us.
I knew about the proposal and could not say so. It sat between us all meeting.
The monthly coffee was dropped to save time, and we lost a year's worth of goodwill.
# PAR1 high intermediary
I had a careful question ready. They asked it of one another before I could.
# PAR1 low intermediary
What I am told in the corridor and what I hear in the meeting are still two stories.

# PAR2 high
The idea came from the reception desk, and by Friday two other teams had joined in.
The director asked three questions and gave no answers. It was hard for her, and it showed.
He stepped back so that she could lead it, and he sat in the second row.
Someone without a title called the meeting, and everybody came.
The work carried on through her long leave, because six people knew how.
A team leader from another organisation ran our away day, and we let him.
People volunteered for the difficult bits before they were asked.
We noticed leadership in the person who makes the tea and knows all the families.
Three different people chaired this month, in three quite different ways.
# PAR2 high frontline
The newest worker redesigned the first visit, and the old hands copied her.
A housing officer started a Tuesday breakfast for workers, with no permission and no budget.
# PAR2 high community
Two parents took over the holiday scheme, and we carried the chairs.
# PAR2 high governance culture
The leadership course was opened to anyone, and half the places went to people who lead no team.
# PAR2 low
Everyone looked at the most senior person before answering, even about the biscuits.
Good idea, no sponsor, so it was parked again until somebody important likes it.
The work stopped when one person went on leave. That should worry us.
Leading is still something that grades do here.
We invited people to step up, and then answered every question ourselves.
The one person holding this together is tired, and is told that she is a hero.
A colleague tried something small and was asked who had said that she could.
We wait for the top to go first, and the top is waiting for us.
# PAR2 low frontline
Workers have the ideas. They keep them until somebody senior has the same one.
# PAR2 low commissioning
The lead provider leads, and the others wait to be told what that means.
# PAR2 high residents
Nobody asked who I was there for. They asked if I would take the next bit on.
# PAR2 low residents
They call us leaders in the leaflet and then hand us the name badges to give out.
# PAR2 high intermediary
I could not tell from the conversation who was senior. I had to ask afterwards.
# PAR2 low intermediary
They turned to me for the answer again, and I would rather that they had turned to each other.

# PAR3 high
We changed the first visit because of what four families told us in one week.
The trial did not work, and we shared why before anybody asked.
The reflection hour survived the busiest month of the year.
Every fortnight we ask what surprised us, and then change one thing. It is only one thing.
The numbers went the wrong way, and the first response was curiosity.
We had assumed people did not want help. They wanted help that did not come in letters.
A partner borrowed our failed form, mended it, and gave it back.
What we learnt on one street was in use on the other by the next month.
We read aloud what we had believed a year ago, and everybody laughed.
The review asked what it says about us, not only what it says about them.
# PAR3 high frontline
Workers log what got in the way of each family, and the list goes to people who can move it.
# PAR3 high frontline gateshead
The trial team stops every Friday at two to ask what the week taught them.
Thirty households and no rules: we found out which rules we had never needed.
# PAR3 high governance commissioning
The funder asked what we had learnt before asking what we had spent.
# PAR3 high relationships
Three organisations read the same two stories together, and each went home with a different job.
# PAR3 low
The lessons were written up nicely and filed next to the last ones.
The pilot ended well, and the week after it we went back to the old way.
Reflection was the first thing to go when the diary filled up.
We had a review of the project by the people who had promised that it would work.
We keep learning the same lesson, and are pleased each time.
We collect stories and count them. Nobody has yet changed anything because of one.
There is no time to stop and think, so we are busy being wrong.
It did not work, so it is not mentioned any more. I would have liked to know why.
# PAR3 low commissioning
The contract was let again unchanged, though everyone had said what they would alter.
# PAR3 low community
People told us the same thing in the last three consultations. We have it on file.
# PAR3 low frontline
The front line knows what does not work. There is no form for that.
# PAR3 high residents
What I said at one meeting was in the new letter by the next, almost word for word.
# PAR3 low residents
They try something new each year, and nobody asks us how the last thing went.
# PAR3 high intermediary
They opened with what had surprised them, and I put my own questions away.
# PAR3 low intermediary
We agreed to pause and reflect, and then used the time to catch up on actions.
"""

# Relationships: the two parties, then level and trust from start to end for each side in turn.
TIES = {
    BD: """
Adult social care | Citizens' advice group | 1.7-4.2 1.6-3.9 | 1.2-1.8 1.4-3.1 | -
Adult social care | Mental health team | 1.6-3.6 1.5-3.8 | 1.5-3.4 1.5-3.7 | -
Citizens' advice group | Commissioning team | 1.2-2.6 1.2-3.2 | 2.2-4.4 1.6-3.7 | -
Commissioning team | GP surgeries | 1.2-3.0 1.3-3.4 | 1.2-3.0 1.2-3.4 | -
Community kitchen | Housing service | 1.2-3.4 1.5-4.0 | 1.4-3.5 1.6-3.9 | 2024-09-02
Housing service | Neighbourhood police team | 1.8-3.4 1.8-3.7 | 1.7-3.2 1.7-3.6 | -
Leadership office | Policy team | 2.6-3.8 2.2-4.0 | 2.4-3.8 2.2-4.0 | -
Leadership office | Residents' panel | 2.6-4.0 1.6-4.0 | 0.8-1.6 1.0-3.0 | 2025-11-10
""",
    GA: """
Adult social care | Mental health team | 1.6-3.8 1.6-4.0 | 1.6-3.7 1.6-3.8 | -
Advice and debt group | Council tax team | 0.9-3.6 1.0-4.0 | 1.2-3.8 1.2-4.1 | -
Advice and debt group | Commissioning team | 1.2-2.4 1.2-3.2 | 2.6-4.2 1.9-3.8 | -
Commissioning team | Homelessness charity | 2.8-4.5 2.0-4.0 | 1.2-2.5 1.1-3.1 | -
Community nursing | Family support group | 1.4-3.4 1.5-3.8 | 1.4-3.2 1.4-3.7 | -
Council tax team | Housing and tenancy service | 1.6-3.6 1.6-3.9 | 1.6-3.6 1.7-3.9 | -
Homelessness charity | Housing and tenancy service | 1.4-4.2 1.4-4.2 | 1.4-4.0 1.4-4.0 | -
Leadership office | Tenants' group | 2.4-4.0 1.6-3.9 | 1.0-2.0 1.0-3.0 | 2024-10-14
""",
}
RELATIONSHIP_NOTES = """
# cool
We know their names from the directory and not much more than that.
We met twice this quarter, both times because something had gone wrong.
They answer when we write. We do not yet ring.
Friendly enough in meetings. Outside meetings there is not much to speak of.
It is the same two people every time. If one moved on, it would be gone.
We share what we have to share and keep the rest to ourselves.
Still at the stage of telling each other what we do all day.
A first visit to their office. It explained a year of misunderstandings.
I would like to trust them. I have not had the chance to find out yet.
They changed the form without telling us. I do not think it was meant.
We sent three referrals and heard back about one of them.
Coffee, no agenda. It was the most useful hour of the month.
We have started to say hello. It is slower than the plan says it should be.
# warm
They kept a small promise, on time, without a reminder.
We told them their letters frighten people, and they asked us to help rewrite them.
A joint visit, one report, two signatures. It was simply easier.
They lent us a worker for a month and did not send an invoice.
We can say no to each other now, and it is still fine on Monday.
They rang us about a problem before it was ours to deal with.
We planned the winter together, and moved money between us to do it.
We disagreed in front of others, and neither side sulked.
They stood next to us when it went wrong, though it was our mistake.
We have a spare key to each other's buildings. I think that says it.
Their new starters spend their first week with us, and ours with them.
We put in for the grant together and argued honestly about the split.
# gap
They say that we plan together. We hear about the plan when it is finished.
We would call it helping one another out. They call it deciding together.
From where we sit, one side sets the date and the other side turns up.
It feels equal to us, but then we are the ones who hold the budget.
We count the same meetings very differently, and that was worth saying aloud.
We thought that it was going well until they told us how it looked from there.
# slip
The person we trusted has moved on, and we are starting from the beginning.
They have stopped ringing. I think they are not allowed to say anything.
All our contact is by letter again, and the letters are careful.
We cancelled on each other three times. Everyone is very busy keeping afloat.
We heard about it from somebody else, and that took us back a year.
We are polite again, which is not the same as fine.
# partner
Both sides spoke well of the other, separately. I wonder if they have told each other.
More is going on between them than either of them reports.
They tell me things about each other that they could now say directly.
The joint work is real, and it rests on two people and a shared lunch.
A difficult meeting, and both of them stayed behind to put the chairs away.
Each thinks the other is the busier one, so neither of them asks.
"""

# Views of the blocks: block, date, level, effect, confidence, good enough, and the observer where
# the words belong to somebody in particular; evidence; next step.
BLOCK_VIEWS = {
    BD: """
strategies 2024-05-14 2 mixed 2 4
The manifesto was written with residents, but most service plans were written before it.
Lay three service plans beside the manifesto and mark where they pull apart.

strategies 2024-05-22 3 supports 2 4 BD-13
Leaders quote the manifesto without looking. It has already stopped one project.
-

strategies 2025-01-21 3 supports 2 4
Five service plans now open with the shared goals and say what they will stop doing.
Ask the frontline teams to rewrite one goal in their own words.

strategies 2025-11-19 3 supports 3 4
The plan was kept through the restructure. Two goals were paused openly, with reasons.
Put back a date for the two goals that were paused.

strategies 2026-06-17 4 supports 3 4
New managers were handed the plan by colleagues, and used it in their first month.
Hold one evening where residents say which goals they can see on their street.

strategies 2026-07-08 3 mixed 2 4 BD-11
It holds together on paper and in the offices. I could not find it on the estate.
-

governance 2024-06-12 2 mixed 2 3
The delivery board meets well, but says yes to very little without another board.
List every decision that needs two boards, and drop one of them.

governance 2024-10-09 2 mixed 1 3
Terms of reference were rewritten in plain words. People still behave by the old ones.
Try one meeting with no papers to note.

governance 2025-03-12 3 supports 2 3
Four decisions moved to the sub-groups, and nobody has asked for them back.
Write down what must still come to the board, on half a page.

governance 2026-02-11 2 mixed 2 3
During the restructure most decisions went back to directors, 'for now'.
Agree a date on which those decisions come back down.

governance 2026-06-24 4 supports 2 3
The sub-groups took up their decisions again, and two of them are chaired by partners.
Offer two seats to the residents' panel, with travel paid.

governance 2026-07-15 3 supports 2 4 BD-14
It works for those of us who sit on it. Residents still see only the outcome.
-

accountability 2024-07-10 1 undermines 2 3
Every partner reports to a different body on a different date, about the same families.
Put all the reporting dates on one sheet and look at it together.

accountability 2025-05-14 2 mixed 2 3
One shared page replaced three monthly returns. Two national returns remain.
Ask the panel which figures they would want to see.

accountability 2026-05-20 2 mixed 1 3
The shared page is read by partners, and has never been sent to a resident.
Print it, take it to the lunch club, and listen.

accountability 2026-05-27 - - 1 - BD-30
I have been on the panel four months, and could not tell you who answers to us.
-

funding 2024-09-11 1 undermines 2 3
Contracts still pay by the visit, so that is what we get: visits.
Find one contract due this year that could pay for something else.

funding 2025-04-16 2 mixed 2 3
One small contract was let for three years with a purpose and no visit count.
Meet its provider after a quarter, and ask what they did with the freedom.

funding 2025-04-30 1 undermines 2 3 BD-07
One contract out of forty. The tender pack for the rest has not changed a word.
-

funding 2026-04-22 2 mixed 2 3
The open contract is going well. Finance is interested, and nervous about the audit.
Bring the auditor to see it, before the report and not after.

people 2024-09-24 2 mixed 1 3
Supervision covers cases and leave. There is no time in it to think.
Give every team leader one hour a month to reflect with a peer.

people 2025-06-11 3 supports 2 3
The leadership course was opened to every grade, and to voluntary partners.
Ask last year's group what they now do differently.

people 2025-12-10 2 mixed 2 3
Training stopped during the restructure. The people who ran it are applying for posts.
Keep one reflective hour, with whoever can come.

people 2026-09-09 3 supports 2 3
Peer hours came back by themselves, and three of the groups cross organisations.
Put them in the new managers' induction.

delivery 2024-10-23 2 mixed 1 3
Families still travel between three offices, and tell it all again in each one.
Follow one family for a week, with their leave.

delivery 2025-07-09 2 mixed 2 3
A joined-up front desk opened in one library. Staff like it. It is open two days.
Ask the people who came on the other three days.

delivery 2026-03-11 3 mixed 2 3
The front desk is busy five days a week, and run by two organisations together.
Let the desk team spend a small sum without asking.

delivery 2026-03-25 2 mixed 2 3 BD-06
Better than it was. It is still us choosing where the desk goes, and when.
-

delivery 2026-09-02 3 supports 2 4
Desk workers settle most things on the day. They log what they were not allowed to do.
Take the ten commonest entries in that log to the board.

data 2024-05-29 1 undermines 3 3
Four systems hold the same household under four spellings of one address.
Agree on one address list, and nothing else for now.

data 2024-11-13 2 mixed 2 3
The address list is done. For the first time two teams saw the same street.
Show the frontline teams their own picture before anyone else sees it.

data 2025-06-25 3 supports 3 3
Teams open the shared picture without being told to, and correct it when it is wrong.
Add what residents say, beside what we count.

data 2026-04-15 3 supports 3 4
The back office is in order. The picture survived two teams being merged.
Ask at the lunch club what people would want to know about themselves.

data 2026-05-06 3 mixed 1 4 BD-22
It is a fine machine. I am waiting to hear what has changed for a tenant.
-

platforms 2024-06-26 2 mixed 1 3
Partners meet in the town hall, at the top table, by invitation.
Hold the next one in somebody else's hall.

platforms 2025-02-12 3 supports 2 3
The meeting moves round. The kitchen's hall is the favourite, because of the soup.
Leave half an hour with no agenda in each one.

platforms 2025-10-15 2 mixed 2 3
Half the room is missing since the restructure. The other half keeps coming.
Keep the date, even when it is only five people.

platforms 2026-07-22 3 supports 2 3
Numbers are back, and residents now outnumber officers at the Thursday table.
Ask residents to run the autumn ones.

communications 2024-07-24 2 mixed 1 3
The manifesto was well told. Since then letters have gone back to the old voice.
Rewrite one common letter with the people who get it.

communications 2025-03-26 2 mixed 2 3
The new letter halved the number of calls. There are sixty other letters.
Choose the next three by asking the call centre.

communications 2025-09-17 2 - 1 3 BD-18
We publish more than we did. I do not know who reads it.
-

communications 2026-08-12 2 mixed 2 4
Residents know the projects by the names of workers, and not by our names for them.
Use their words for a season, and see what happens.
""",
    GA: """
strategies 2024-06-05 1 undermines 1 3
The plans speak of transformation. The trials are not in any of them.
Write one page on what the trials have shown, and leave it with the plan's authors.

strategies 2025-04-09 2 mixed 1 3
The savings plan is the only plan that anybody reads this year.
Find the savings that the trials have made, and say so carefully.

strategies 2026-04-29 3 supports 2 3
The council plan now has a chapter on how we work, drawn from two of the trials.
Take the chapter to the teams who were never in a trial.

strategies 2026-05-13 2 mixed 2 3 GA-24
A good chapter. The other eleven chapters were written as though it were not there.
-

governance 2024-07-17 2 mixed 1 3
The trials were protected by one director's cover. No board has agreed to them.
Ask which board would miss them if they stopped.

governance 2025-05-07 1 undermines 2 3
With the budget gap, every spend over fifty pounds goes to a weekly panel.
Ask for the trial teams to be left out of the panel, for a quarter.

governance 2025-05-21 2 mixed 1 3 GA-06
The panel is a nuisance. It has also started to ask what the small fund achieves.
-

governance 2026-03-04 2 mixed 2 3
The spending panel ended. An approach board has met three times and decided once.
Give the board one real decision and a date to make it.

governance 2026-09-16 3 mixed 2 3
The board agreed that all front-line teams may spend a small sum without asking.
Tell the teams in person rather than in a memo.

accountability 2024-05-22 1 undermines 2 3
We count letters sent and debts collected. Nobody counts whether the tenancy held.
Keep our own list of what changed for each household.

accountability 2025-02-19 1 undermines 3 3
The weekly savings return takes a day to fill in, and tells no one anything new.
Show the people who ask for it what it costs.

accountability 2025-03-05 1 undermines 2 3
-
-

accountability 2025-11-12 1 undermines 2 3
The trial's own measures are shown next to the official ones, and are then ignored.
Ask one member to follow a case from start to end.

accountability 2026-07-08 2 mixed 2 3
Two families told the scrutiny panel their story. The questions were different that day.
Make room for a family at every second panel.

funding 2024-06-19 1 undermines 3 3
Contracts pay for each step of a pathway that the trial has shown nobody needs.
Draw the pathway, with the price of each step, on one sheet.

funding 2024-11-20 1 undermines 2 3
The trial's small fund comes from an underspend. It has to be begged for each spring.
Ask for the same sum for two years.

funding 2024-12-04 2 mixed 1 3 GA-03
We have given providers more room than they think. It may be that we never told them.
-

funding 2025-06-11 1 undermines 3 3
The budget gap froze every new agreement. Providers were paid late, and by the unit.
Tell the providers when the freeze will end, even if the date is far off.

funding 2026-01-21 2 mixed 2 3
One contract was rewritten with its provider: a purpose, a sum, and a monthly talk.
Try the same with the two contracts that end in March.

funding 2026-08-19 3 supports 2 3
Three contracts now pay for the whole support and leave the how to the workers.
Write down what we gave up, so that the next buyer does not put it back.

funding 2026-09-02 2 mixed 2 3 GA-09
We feel the difference in one contract. The other four still come with a price list.
-

people 2024-08-14 2 mixed 2 3
Trial workers were chosen for attitude. The usual job form could not have found them.
Rewrite the form with two of those workers.

people 2025-10-22 2 mixed 1 3
The training budget went in the savings. People teach one another on Fridays.
Give the Fridays a room, and biscuits.

people 2026-06-03 3 supports 2 3
Job descriptions for three teams were rewritten. They now ask for judgement.
Look at what supervision rewards, and see if it agrees.

people 2026-06-10 - mixed 1 - GA-25
I have seen the new job description. I have not yet seen it used.
-

delivery 2024-05-15 2 mixed 2 4
Six workers, thirty households, no script. The rest of the service is unchanged.
Log each time a rule got in the way.

delivery 2024-10-16 3 supports 2 4
The rule log has ninety entries. Half of the rules turned out to be habits.
Drop ten of the habits everywhere, and not only in the trial.

delivery 2025-03-19 3 supports 3 4
The trial team kept its way of working through the cuts, with two people fewer.
Keep the team together. It will take a year to grow another.

delivery 2026-02-18 3 supports 3 4
Two more teams work the new way, and chose to do so.
Let the teams teach one another, without us in the middle.

delivery 2026-08-05 4 supports 3 4
When the trial's lead left, nothing stopped. The Monday huddle just carried on.
Ask the teams what would undo it.

data 2024-09-04 2 mixed 1 3
Each trial keeps its own spreadsheet. They are honest, and cannot be put together.
Agree on five things that all of them write down.

data 2025-11-26 2 mixed 2 3
The five things are kept by four teams. Nobody outside the teams has asked for them.
Show finance what happened to the thirty households over two years.

data 2026-07-29 3 supports 2 3
Finance and the workers read the household stories together, every quarter.
Ask the households whether we have the stories right.

platforms 2024-08-28 3 supports 2 3
Everyone meets on Wednesdays in the shared room above the market. It is always full.
Put the room in somebody's budget.

platforms 2025-03-12 1 undermines 3 3
The shared room was given up in the savings. We meet by video, with cameras off.
Find any room with a kettle.

platforms 2026-01-14 2 mixed 2 3
A church hall on alternate Wednesdays. About half of the people have come back.
Ask the half who have not come what would bring them.

communications 2024-10-30 2 mixed 2 3
The trial rang people instead of writing. The rest of the council sends red letters.
Stop the red letter for one month, and count.

communications 2026-05-20 3 supports 2 3
The red letter is gone. The new one was written with the people who used to get it.
Do the same for the second letter.
""",
}

# Events: kind, start, end, consent; title; note.
EVENTS = {
    BD: """
energy 2024-04-10 2024-06-28 3
Everyone wants to talk about the manifesto
Leaders of eleven organisations ask for a conversation about what it means for them.

milestone 2024-05-09 - 4
First whole-place workshop
Forty people, one long table, and a map of the borough drawn by hand.

pressure 2024-05-30 2024-07-05 4
General election period
Public meetings wait. Private conversations do not.

milestone 2024-10-03 - 3
A year of listening agreed
Partners agree to spend the first year on getting to know one another.

pressure 2024-12-02 2025-02-28 3
Winter demand
Discharge and homelessness take up every diary. Meetings are cut to half an hour.

energy 2025-02-05 2025-05-30 3
Sub-groups of the willing
Small groups form round food, debt and young people, without being asked.

pressure 2025-02-24 2025-03-31 2
A support contract ends
Two voluntary partners lose a contract in the same month.

milestone 2025-03-12 - 3
Decisions move to the sub-groups
The delivery board gives four decisions away.

milestone 2025-06-25 - 3
One shared picture of the borough
Teams can see the same streets in the same way for the first time.

energy 2025-07-09 2025-09-12 3
The front desk in the library
Frontline staff ask to be moved there.

pressure 2025-09-29 2026-03-20 3
Restructure of the council's departments
People apply for their own jobs. Three departments become two.

slip 2025-10-13 2026-03-13 2
Back to letters and closed meetings
Partners are told late, and the sub-groups lose half their members.

pressure 2025-12-01 2026-02-27 3
Winter demand
The second winter, with fewer people to meet it.

milestone 2026-01-22 - 3
The residents' panel meets for the first time
Fourteen residents, a hall, and no slides.

pressure 2026-03-27 2026-05-08 4
Local election period
Nothing may be announced. Much is quietly done.

recovery 2026-04-13 2026-06-26 3
Ringing each other again
New managers visit their opposite numbers before they write to them.

milestone 2026-04-30 - 3
The two paused goals are taken up again
With a date, and with the reasons for the pause written down.

energy 2026-06-04 2026-09-18 3
Thursday table
Residents and officers eat together, and the list of things to do is theirs.

milestone 2026-07-01 - 3
Frontline teams write their own purpose
Six teams put the shared goals into their own words.

pressure 2026-09-01 2026-09-25 2
An inspection is announced
Everyone looks for the same three files.
""",
    GA: """
energy 2024-04-15 2024-07-26 3
Six workers say yes
The first trial starts with people who asked to join it.

milestone 2024-05-15 - 4
First trial opens its door
Thirty households behind with council tax, and no script.

pressure 2024-05-30 2024-07-05 4
General election period
The trial goes on. Talk about it stops.

milestone 2024-10-16 - 3
Ninety rules in the log
Half of the rules that got in the way turn out to be habits.

energy 2024-11-06 2024-12-18 3
Wednesdays above the market
The shared room is full every week.

pressure 2024-12-02 2025-02-28 3
Winter demand
Beds, heating and hospital discharge come before everything else.

pressure 2025-01-06 2025-06-27 3
Budget gap
Savings are looked for in every service, and new agreements are frozen.

slip 2025-01-27 2025-06-20 2
Back to asking permission
A weekly panel looks at small sums. Providers hear late, and grow careful.

milestone 2025-03-10 - 2
The shared room is given up
The Wednesday meeting moves to video.

energy 2025-03-19 2025-05-28 3
The trial team holds
Two people fewer, and the same way of working.

pressure 2025-06-16 2025-09-30 2
A quiet summer with many vacancies
Work goes on, and almost nobody writes anything down.

recovery 2025-10-08 2026-01-30 3
Coffee comes back
The monthly coffee starts again, and the commissioners bring the cake.

milestone 2025-11-13 - 3
A second team chooses the new way
Nobody told them to. They had watched for a year.

pressure 2025-12-01 2026-02-27 3
Winter demand
This time the winter was planned together in October.

pressure 2026-01-05 2026-03-31 2
A homelessness contract ends
The provider and the commissioners write the next one together.

milestone 2026-01-21 - 3
First contract with a purpose and no price list
One page, one sum, and a monthly talk.

pressure 2026-03-27 2026-05-08 4
Local election period
The approach board waits for new members.

energy 2026-05-20 2026-08-28 3
The red letter is gone
Other teams ask how it was done, and take the wording.

milestone 2026-06-10 - 3
The word 'approach' replaces 'project'
The leadership team uses it first, and nobody smiles.

pressure 2026-09-07 - 3
Next year's savings are asked for
Every service owes a list by the end of October. The last such list began the slip of 2025.

milestone 2026-09-16 - 3
Every frontline team may spend a small sum
The board agrees after an hour of good questions.
""",
}

# Steps of entry: date, altitude, consent; title; opened by; note.
ENTRY_STEPS = {
    BD: """
2024-04-17 5 3
Conversations about the borough manifesto
Leadership office
The manifesto was there before the work began, and gave everyone a reason to talk.

2024-06-19 4 3
Council reform: what kind of organisation next
Leadership office
A place in the reform programme, to ask how it changes work with partners.

2024-10-15 4 3
Development work with the delivery board
Policy team
The board asked for a mirror, and was brave about what it saw.

2025-02-05 3 2
Sub-groups of willing partners
Citizens' advice group
Three small groups chose their own question.

2025-07-09 2 3
A joint front desk in one library
Housing service
Two organisations, one counter, two days a week.

2026-01-22 2 2
The residents' panel sets its own agenda
Residents' panel
It began with damp and bus routes, and was right to.

2026-06-04 1 3
Thursday table on one estate
Community kitchen
A meal, a list, and a small sum to spend. As specific as it has ever been.
""",
    GA: """
2024-04-24 1 3
A trial with thirty households behind on council tax
Council tax team
It started with people who were already in touch, and one director's cover.

2024-07-03 1 3
A trial with people leaving homelessness
Homelessness charity
Workers from two organisations, with one small fund.

2024-11-06 2 3
The rule log goes to whole services
Housing and tenancy service
What got in the way of thirty households got in the way of many more.

2025-02-12 2 2
Finding what the trials saved
Adult social care
Budget talk was the only talk in the building, so the work went there.

2025-11-13 2 3
A second team takes up the way of working
Adult social care
By choice, after watching for a year.

2026-01-21 3 3
Contracts rewritten with their providers
Commissioning team
The question moved from the trial to how the council buys.

2026-06-10 4 3
From project to approach
Leadership office
Several organisations agree on how they will work, whatever the project.
""",
}

# Help: date, beyond our own objectives, consent; given by; given to; title; pressure met; note.
HELP = {
    BD: """
2024-05-21 true 2
Learning partner
Policy team
Took the notes at a tense budget meeting
The notetaker was off sick
They have asked for us by name since then.

2024-07-18 false 3
Learning partner
Leadership office
Ran a half day on the manifesto goals
A new leadership team
-

2024-09-25 true 3
Housing service
Community kitchen
Mended the hall's heating before the autumn
A broken boiler and no money for it
It was nobody's job, and it was done in a day.

2024-12-11 true 2
Citizens' advice group
Adult social care
Lent two advisers to the winter phone line
Winter demand
-

2025-03-20 true 2
Policy team
Citizens' advice group
Helped to write a bid at short notice
A support contract was ending
The bid failed. The evening was remembered.

2025-06-19 false 3
Commissioning team
GP surgeries
Shared the street-by-street picture
Surgeries were planning without figures
-

2025-10-22 true 1
Learning partner
Commissioning team
A quiet room and two hours, with no agenda
The restructure
People needed somewhere to be worried aloud.

2025-12-03 true 2
Community kitchen
Housing service
Fed the night team for a fortnight
Winter demand and the restructure
Given by a group with far less than the people it fed.

2026-02-18 true 2
Mental health team
Adult social care
Covered three visits each week
Posts left empty in the restructure
-

2026-07-16 false 3
Residents' panel
Leadership office
Rewrote the autumn letter in plain words
A rise in calls about the old letter
Help can travel in this direction as well.
""",
    GA: """
2024-05-08 true 2
Learning partner
Council tax team
Sat on the phones for a morning
Annual bills had just gone out
We learnt more there than in the interviews.

2024-08-21 true 3
Homelessness charity
Housing and tenancy service
Stored a family's furniture for a month
No storage budget
-

2024-11-27 false 3
Advice and debt group
Council tax team
Trained six workers on benefits
Staff were new to debt work
-

2025-01-29 true 2
Learning partner
Leadership office
Helped to set out the savings options clearly
The budget gap
Not our work at all. It is where people were.

2025-03-26 true 1
Family support group
Community nursing
Gave the nurses a room after theirs was closed
The shared room was given up
-

2025-05-14 true 2
Volunteer hub
Adult social care
Found drivers for the day centre
The transport contract was cut
Eleven drivers in two days.

2025-10-15 true 3
Commissioning team
Homelessness charity
Paid the invoices early and rang to say so
Late payments during the freeze
A small thing that changed the tone.

2026-01-28 false 2
Learning partner
Commissioning team
Read the new contract aloud with workers
A homelessness contract was ending
-

2026-04-16 true 2
Mental health team
Recovery group
Covered a session so that the team could rest
Two people were off sick
-

2026-07-22 true 3
Peer mentors
Public health team
Tested a survey, and said which half to drop
A deadline from outside
They were right about the half.
""",
}

# Gatherings of the whole place: date; heads of each sector, in the order of SECTORS; purpose.
GATHERINGS = {
    BD: """
2024-05-09 18 9 8 2 3
First whole-place workshop: draw the borough together

2024-10-03 12 6 5 1 2
Agree what the first year is for

2025-03-26 9 7 4 2 2
Hear from the small groups, and say what must still come to the board

2025-09-10 11 6 5 1 2
Look at one picture of the borough, and ask who it is for

2026-02-25 4 4 3 3 2
Keep the date in the restructure, and meet the residents' panel

2026-07-01 9 6 4 6 2
Hear six frontline teams say the purpose in their own words
""",
    GA: """
2024-06-05 9 6 4 1 2
First gathering: what the trials see

2024-10-16 11 8 4 2 2
Go through the ninety rules in the log

2025-03-26 5 3 2 - 2
Meet by video, and ask what the cuts are doing to us

2025-10-22 7 4 3 1 2
Back in one room: what went quiet, and why

2026-02-25 8 6 3 2 2
Read the new contract aloud, and draw where decisions are made

2026-07-08 10 6 4 3 2
From project to approach: what would undo it
""",
}

# Views of what a block does to one behaviour: block, behaviour; then for each view the observer,
# date, effect, confidence and consent, and the evidence beneath it.
EFFECTS = {
    BD: """
strategies PER3
BD-02 2024-06-05 supports 3 3
People from four organisations said the goals in their own words, and they matched.
BD-03 2025-02-12 supports 2 3
When we are stuck, somebody reads the goal aloud, and we go on.
BD-12 2026-07-01 supports 2 3
Our team wrote the goal in our own words today, and hung it by the kettle.
BD-16 2026-07-01 supports - 2
I had not read it until we rewrote it. Now I use it on home visits.
BD-11 2026-08-12 mixed - 2
It is a good purpose. On the estate nobody has heard of it under that name.

funding PER3
BD-04 2025-04-23 supports 1 2
One contract names the shared purpose. The others will follow as they come up.
BD-07 2025-05-14 undermines 3 2
We share the purpose at the table, and then bid against each other for the same money.
BD-11 2025-09-17 undermines - 3
The purpose is that people eat together. The grant asks only how many meals went out.
BD-24 2026-02-25 undermines 2 2
Our contract says nothing about the borough's goals. It says twelve visits.
BD-15 2026-05-20 undermines - 2
Three funders want three different stories about the same young people.
BD-02 2026-06-17 supports 2 2
Budget papers now open with the purpose, and two bids were turned down because of it.
BD-04 2026-07-01 mixed 2 2
It is still one contract in forty. I thought that it would be ten by now.
BD-33 2026-07-01 undermines - 2
Carers are in the shared goals, and in nobody's budget.

accountability PER1
BD-05 2025-03-26 undermines 2 2
Each return asks about our own cases. None asks what we did for anybody else's.
BD-03 2025-06-18 mixed 2 2
The shared page shows the whole. The two national returns cut it up again.
BD-14 2025-10-22 undermines 3 2
I believe in the whole place until Thursday, when my own body wants its own figures.
BD-08 2026-02-25 undermines 2 3
We are asked how many people we saw. Nobody asks who saw them next.
BD-21 2026-07-01 undermines - 2
The jobs figures and the housing figures go to two people who have never met.

accountability POW3
BD-29 2025-09-10 undermines - 2
My complaint got a number and a date. The date went by.
BD-28 2026-02-25 undermines 2 2
We asked about the buses in January. Nobody has told us what became of it.
BD-03 2026-05-20 mixed 2 2
Partners read one another's page now. It still goes to no resident.
BD-30 2026-07-01 undermines - 3
Everybody in the room could say who they report to. Nobody said us.
BD-11 2026-07-15 undermines 1 2
We send figures up every month, and have not once had an answer back.

accountability PAR1
BD-12 2026-09-09 undermines 2 2
Since the inspection was announced, people check what they say before they say it.
BD-06 2026-09-16 undermines - 1
I was asked to leave the damp cases off the list until the visit is over.

data PER1
BD-03 2025-06-25 supports 3 3
Two directors saw the same street on one screen, and stopped quoting figures at each other.
BD-10 2025-07-30 supports 2 2
I can see what else is paid for at an address before I buy more.
BD-12 2025-09-10 supports 2 2
Repairs show up beside health visits, so we ring before we go.
BD-14 2026-04-08 supports 2 3
The surgery knows which blocks are damp. No referral ever told us that.
BD-22 2026-05-20 mixed 1 2
They see us joined up now. We still have to knock at three doors.

data POW1
BD-03 2025-09-10 supports 2 2
Everyone opens the same picture, so nobody comes to the meeting knowing more.
BD-30 2026-04-08 undermines - 2
It is a picture of my street, and I have never been shown it.
BD-10 2026-04-15 supports 1 2
A small charity used the picture to question our figures, and was right.
BD-22 2026-07-01 undermines 2 2
What is known about people grows. What they may say about it does not.
BD-31 2026-07-15 undermines - 1
They knew my rent, my doctor and my bus. They had not thought to ask me anything.

delivery POW2
BD-06 2025-08-06 supports 2 3
At the front desk we settle a thing on the day, and tell our managers on Friday.
BD-12 2026-06-17 supports 2 2
We wrote off a lock charge at the counter. Before, it would have been three letters.
BD-21 2026-07-08 mixed - 2
The desk may decide about housing. For a job start it still has to ring somebody.

governance POW2
BD-04 2025-04-02 supports 2 2
A sub-group chose its own provider, and the board only asked how it went.
BD-05 2026-02-11 undermines 2 2
Since the restructure a broken lock goes up to a director.
BD-05 2026-06-24 mixed 2 2
Some of it has come back down. I still check first, out of habit.
BD-14 2026-06-24 supports 2 3
A sub-group that I chair moved money on the day it was needed.
BD-07 2026-07-08 supports - 2
We were asked to decide, and nobody took it back afterwards.

platforms POW1
BD-11 2025-02-12 supports 2 3
In our hall it is our soup and our rules, and officers wait their turn.
BD-01 2025-10-22 undermines 1 2
The same three people spoke, since nobody else had come.
BD-28 2026-06-17 supports - 3
At the Thursday table the list is ours. That is the difference.
BD-18 2026-07-01 supports 2 2
A carer chaired the middle hour, and the officers wrote down what she asked for.
BD-01 2026-07-22 supports 2 3
Residents outnumber officers at the table, and they speak first.
BD-31 2026-07-22 mixed - 2
It helps if you can come on a Thursday. I work on Thursdays.

people PAR3
BD-05 2025-12-10 undermines 2 2
The training stopped, and with it the only hour in which we compared notes.
BD-25 2026-07-08 supports - 2
In the peer hour I brought a visit that had gone wrong, and two teams used it.
BD-05 2026-09-09 supports 2 2
We changed the evening rota because of something said in the peer hour.
BD-15 2026-09-16 supports 2 3
The peer hour crosses organisations, so we hear of a mistake before we repeat it.

communications POW3
BD-33 2025-10-22 undermines 1 2
Carers filled in the survey. The results went on a page that carers cannot find.
BD-18 2026-07-01 undermines - 2
We hear what was decided. We do not hear what they did with what we said.
BD-17 2026-08-12 supports 2 2
The library board shows what people asked for, and what came of each thing.
""",
    GA: """
strategies PER3
GA-13 2026-04-29 supports 2 3
The plan's new chapter says the purpose as the trial workers say it.
GA-24 2026-05-13 mixed - 2
One chapter shares the purpose. The other eleven each have their own.
GA-17 2026-07-08 mixed 2 2
Asked why we are here, eight people quoted the chapter and three quoted the savings.

governance POW2
GA-07 2025-05-07 undermines 3 2
A boiler part for fifty pounds went to the weekly panel.
GA-05 2025-05-14 undermines 2 2
I used to decide at the door. Now I fill in a form, and the family waits.
GA-04 2026-07-08 undermines - 2
We sit on the board, and its decisions are still made before it meets.
GA-07 2026-09-16 supports 2 2
The board said yes to the small sum, for every team and without a form.
GA-13 2026-09-16 supports 2 3
We were asked to let go of something real, and after an hour we did.
GA-05 2026-09-23 mixed 1 2
We may spend it now. Nobody has said what happens if we get it wrong.

accountability POW2
GA-05 2025-03-05 undermines 2 2
Each decision that I make has to fit a box on somebody else's return.
GA-07 2025-11-12 undermines 2 2
We decide at the kitchen table, and then explain it for a week to people who were not there.
GA-18 2026-02-25 undermines - 2
I could choose to wait for him to be ready. My figures could not.

accountability PAR3
GA-01 2024-06-05 undermines 3 2
Nobody who reads the returns has ever asked what we learnt.
GA-05 2024-10-16 undermines - 2
We learnt not to send the letter. Each letter not sent counts against us.
GA-02 2025-02-19 undermines 2 3
The weekly return takes the Friday afternoon that we used to learn in.
GA-09 2025-11-12 undermines 2 2
We wrote down what had gone wrong. The form had no room for it.
GA-16 2026-02-25 undermines - 2
A trial that fails must be explained. A service that fails may carry on.
GA-06 2026-07-08 mixed 2 2
Two families changed what the scrutiny panel asked, for that day at least.

funding POW2
GA-04 2024-11-20 undermines 3 3
Our worker may decide anything, as long as it is on the price list.
GA-09 2025-02-12 undermines 2 2
To buy a bed for a family we asked two buyers, and waited for three weeks.
GA-02 2025-03-26 undermines 2 2
The small fund ran out in March, and the deciding went with it.
GA-07 2025-03-26 undermines 2 2
With new agreements frozen, all that we can decide is what to leave out.
GA-12 2026-02-25 mixed 1 2
We let go in one contract. I am not sure that the provider has noticed.
GA-22 2026-02-25 undermines - 2
The contract says how many meetings we must hold with each person.
GA-02 2026-08-19 mixed 2 2
In three contracts the how is now ours. In the rest we still ask.
GA-03 2026-08-19 supports 2 2
We took the steps out of three contracts. The deciding is theirs, if they want it.

funding POW3
GA-04 2025-06-11 undermines 2 2
They may pay us late. We may not report late.
GA-09 2026-02-25 undermines 2 2
We answer for every hour. I have never seen what the buyers answer for.
GA-12 2026-02-25 supports - 2
In the monthly talk they told us what we had got wrong, and we changed it.
GA-25 2026-05-20 undermines - 2
We report to five funders, and to none of the people we help.
GA-03 2026-07-08 supports 2 2
The new contract asks what each of us promised, and the first page is ours.

people PAR3
GA-16 2025-10-22 supports 2 3
With no training budget we teach one another on Fridays, and it is better attended.
GA-18 2026-02-25 supports - 2
I sat in on a Friday and changed how I open a first meeting.
GA-02 2026-07-08 supports 2 2
New starters spend their first two Fridays hearing what did not work.
GA-24 2026-07-08 undermines - 2
Supervision still asks how many. It has never asked what we would do differently.

delivery PER2
GA-04 2024-08-28 supports 2 3
With no script, the first question is what somebody is good at.
GA-20 2025-03-26 supports - 3
They asked me to sit with the new people, because I had been one.
GA-11 2026-02-25 supports 2 2
The second team plans round what the family already does well.

delivery POW2
GA-02 2024-10-16 supports 3 3
We dropped ten habits, and each of them had been a request for permission.
GA-05 2024-11-20 supports 2 2
I cleared a debt on the doorstep that would have gone up three levels before.
GA-15 2025-11-12 supports - 2
The nurse who visits decides with the worker who visits, and they tell us after.
GA-07 2026-02-25 supports 2 3
Each new team writes its own Monday list. Nobody signs it off.

data PAR3
GA-09 2025-11-26 mixed 1 2
We all write down the same five things. I have not seen them change anything yet.
GA-01 2026-07-29 supports 2 3
Finance read a household's two years, and changed how a cost is booked.
GA-03 2026-07-29 supports 2 2
I wrote the next contract with the household stories open beside me.

platforms PAR1
GA-11 2025-03-26 undermines 2 2
With cameras off nobody hears the pause before somebody says yes.
GA-19 2025-03-26 undermines - 2
The honest part was the washing up, and there is none on video.
GA-08 2026-02-25 undermines 2 2
Those who do not come to the church hall are those I most disagreed with.
GA-14 2026-02-25 mixed - 2
In the hall people speak plainly. It is half the people.
GA-01 2026-07-08 supports 1 2
A hard question about money was asked in the hall today, and people stayed.

communications PER2
GA-05 2026-05-20 supports 2 3
The new letter asks what would help. People ring to tell us.
GA-20 2026-07-08 supports - 3
We wrote it with them, and two of our lines are in it.
GA-23 2026-07-15 supports - 2
It is the first letter from them that I read to the end.
""",
}

# Reflections: page, date, consent, observer, the rest of the address; the question that it answers;
# noticed; so what; now what; could be wrong because; someone sees it otherwise.
REFLECTIONS = {
    BD: """
home 2024-05-09 3 - -
Who is not in this room, and what would they ask?
Two residents among forty people, and both sat near the door.
We drew the whole borough without most of the people who live in it.
Meet in somebody else's hall next time.
Two may be right for a first meeting that is mostly about us.
A tenant said that she would sooner come when there is something to decide.

pace 2024-10-03 3 - until=2024-10-03
What are we rushing that trust cannot carry yet?
We wanted a list of actions by Christmas. Most of us had met once.
Trust is at the stage of polite contact, and a plan would not change that.
Spend the first year on getting to know each other, and say so to the board.
A year of talk may be a luxury of those who have the time.
The citizens' advice group said that people in debt do not have a year.

entry 2025-03-26 2 - -
Where is there energy that we did not put there?
Three small groups formed round food, debt and young people. Nobody asked them to.
The whole-place talk gave permission. The energy came from nearer the ground.
Let the groups choose their own next question, and give away four decisions.
They may have formed because the board was slow, and not because of us.
-

behaviours 2025-03-26 2 - until=2025-03-26&cell=PER1.frontline
What would somebody who is not in this picture say?
Leaders say that they see the whole. On the frontline few were asked, and they gave about 4.
We have a picture of how leaders see leaders.
Ask ten frontline workers before the next board, and bring their words.
Those few workers were met in a hard winter.
A director said that the frontline cannot be expected to see the whole, and the room was quiet.

timing 2025-09-10 2 - -
Whose words are these, and who would not use them?
In leadership people use the framework's words. At the front desk nobody does, and the work is good.
Words may come late, or not at all, where the work is clear.
Use plain words in the library. Leave the others for the board.
The desk staff may simply not have been asked in a way that they could answer.
A police colleague said that naming it would spoil it.

infrastructure 2025-09-10 3 - -
Where do we see the same block differently?
We are proud of the shared picture. Three people asked who it is for.
It works for us. We have not shown that it works for a tenant.
Take it to the lunch club, without a slide.
Residents may feel the difference and not know where it comes from.
The refugee welcome group said that it is a fine machine, and went on waiting.

pace 2026-02-25 2 - since=2025-07-01&until=2026-02-25&behaviour=PAR1
What was going on when this went quiet?
Honesty fell when the restructure began. The letters came back, and the phone calls stopped.
We slipped as people do when they fear for their posts. It is not that trust was never there.
Keep this date, however few of us come.
Those who left may have been the honest ones, so the same people may be saying the same.
Somebody who kept their post said that it was a relief to have fewer meetings.

approach 2026-02-25 3 - since=2025-09-29&until=2026-02-25
What did we do this winter that was plainly useful to somebody else?
The kitchen fed the night team for a fortnight. It had less than anybody.
The help that people remember has nothing to do with our goals.
Ask the kitchen what it needs, and do that first.
We list the help that we saw. Much of it is never told.
A housing officer said that being fed felt like being in debt.

pace 2026-02-27 0 BD-05 since=2025-07-01&until=2026-02-25&behaviour=PAR1
What helped us find our way back last time?
I said in the room that I was fine. I was not.
If I hold back, others do too.
Say one true thing at the next supervision.
-
-

infrastructure 2026-07-01 3 - -
Which rule would undo this if two people left?
Leaders share the purpose, and most of us say that the money works against it.
The purpose is strong and it stands on little. One hard budget could take it away.
Put the purpose into the next three contracts, before the winter.
Two bids were turned down because of the purpose, so the money may be moving already.
The leadership office said that the money follows the purpose, only slowly.

behaviours 2026-07-01 3 - since=2026-01-01&cell=PER3.frontline
Where does this look different from what you expected?
Six teams said the purpose in their own words today. None of them used ours.
The gap between leaders and frontline is closing from the frontline's side.
Leaders rewrite theirs after hearing the teams, and not before.
The six teams volunteered. We have not heard from the rest.
A tenant said that a purpose by the kettle is still inside the building.

learning 2026-07-01 2 - -
What were we sure of last time, and who doubted it?
We were sure that residents need our papers before they can help to decide.
They brought damp and bus routes, and it turned out that our papers needed those.
The panel's list comes first on every agenda until Christmas.
It is six residents. Others might have wanted the papers.
An officer said that we have only swapped one list for another.

home 2026-07-22 1 BD-31 -
What has changed since we last sat in this room?
I was asked twice what I think. Nobody has told me yet what came of it.
-
Somebody rings me before the next one.
It has only been three weeks.
-
""",
    GA: """
entry 2024-06-05 3 - -
Who opened this door, and could they close it?
Six workers asked to join. One director gives them cover.
We came in where people were already in touch with us, and not through a plan.
Start a second trial with another organisation before anybody asks us for results.
The six may be unusual people, and it may not work with others.
An officer said that without a plan it is only six kind people.

behaviours 2024-10-16 3 - until=2024-10-16&cell=POW2.frontline
Which of these have you seen this month, and where?
On the frontline, decisions are made where people stand. Half of the ninety rules were habits.
What stopped us was often ourselves.
Drop ten of the habits everywhere.
The trial has few cases. A busy team may need the habits.
A council tax worker said that a habit is what gets you through a Monday.

timing 2024-10-16 2 - until=2024-10-16
Would these words open a conversation here, or end it?
Nobody in the trials uses the behaviours' names. They are all over the rule log.
It would sound like a course. The log says it better.
Keep to the workers' words until they ask for others.
We may be leaving people without words that they could use when it gets hard.
A member of the recovery group said that having a name for it would help.

approach 2025-03-26 2 - since=2025-01-06&until=2025-03-26
What did we do this season that was plainly useful to somebody else?
We helped to set out the savings options. It was not our work at all.
It is where people were, so it was the right place to be.
Go on turning up where the worry is.
We may have made it easier to cut the wrong thing.
A provider said that from outside it looked like taking sides.

infrastructure 2025-03-26 2 - until=2025-03-26
Which block could we change without asking anybody?
The trial's money comes from an underspend. The room has gone, and the freeze came in a week.
Decisions sit close to people only while somebody finds forty pounds.
Ask for the same small sum for two years, in writing.
The team may manage on less. So far it has.
A manager said that a fund nobody notices is safer than a line in a budget.

pace 2025-05-14 0 GA-09 since=2025-01-06&until=2025-05-14&behaviour=PAR1
What are we rushing that trust cannot carry yet?
I have stopped telling the buyers when something goes wrong.
That is how it was four years ago.
-
It may be me. I am tired.
-

pace 2025-10-22 3 - since=2025-01-06&until=2025-10-22
What was going on when this went quiet?
In summer three people wrote four notes. Posts were empty, and the room was gone.
Quiet was not the same as worse. The work went on, and nobody had an hour to tell it.
Ask one short question by phone next August.
It may be that those who were unhappy stopped writing first.
A nurse said that it was worse, and that she had nobody to tell.

behaviours 2025-10-22 2 - since=2025-01-06&until=2025-10-22&cell=PAR1.relationships
Where does this look different from what you expected?
Between us, honesty fell with the budget gap. It is coming back with the coffee.
We fell back under pressure, and it took a kettle more than a plan to find our way.
Plan the winter together now, while we are speaking.
The people who came today are those who never stopped talking.
A charity said that they are polite again, and that honest is something else.

behaviours 2026-02-25 3 - cell=POW2.commissioning
What would somebody who is not in this picture say?
Those who buy say that decisions sit close to people, about 8. Those who provide say about 2.
Nobody said 4. The average hides two different days at work.
Read the new contract aloud together, and mark each place where somebody has to ask.
We may be answering two questions: what the paper allows, and what we dare.
A buyer said that the room is there and is not used. A provider said that it has never been told.

infrastructure 2026-07-08 3 - -
Which rule would undo this if two people left?
Deciding and learning on the frontline are strong. The money and the returns work against both.
It holds because certain people hold it. That is not the same as lasting.
Write down what we gave up in the three contracts, so that the next buyer keeps it.
The frontline has held through two hard years, so it may be sturdier than we think.
Somebody said that a return has never yet stopped a good worker.

entry 2026-07-08 3 - -
Where is there energy that we did not put there?
Other teams ask for the new letter's wording. They have never heard of the trial.
It travels as something useful, and not as a project.
Stop counting teams. Ask what each one took, and what it left.
People may take the letter and nothing else.
A peer mentor said that they took the words and left us out.

learning 2026-07-08 2 - -
What were we sure of last time, and who doubted it?
We were sure that the people mattered and the room did not. Half of the people have not come back.
We gave up more than a room, and the cost of it stood in no budget.
Ask the half who stay away, one by one.
Some had left their jobs, and no room would bring them back.
A family support worker said that she never felt at home in the old room.

home 2026-07-08 2 - -
What would we like to be able to say when we next meet?
That every frontline team can spend a small sum without asking.
It is one real decision, and everybody would notice.
Take it to the approach board in September.
A small sum may be a way of not talking about the large ones.
-

timing 2026-08-13 1 GA-05 -
Whose words are these, and who would not use them?
They call it an approach now. I call it doing the job.
I do not mind the word, as long as nobody makes me say it.
-
Younger colleagues seem to like having a name for it.
-
""",
}

# Loops: opened, to be revisited, closed, depth, consent; question; assumption before; tried;
# happened; assumption now.
LOOPS = {
    BD: """
2024-05-09 - 2025-03-26 double 3
Does a shared purpose need a shared plan?
If everybody signs up to the manifesto, the services will follow.
We laid three service plans beside the manifesto, and left three small groups to themselves.
The plans were agreed with, and stayed as they were. The small groups changed things in a month.
A purpose is shared when people act on it together. The paper can come after.

2024-10-23 - 2026-03-25 single 3
What would save a family from going to three offices?
Help should be in one place.
A joint front desk in one library, two days a week, run by two organisations.
Staff liked it. People still came on the other three days, so it opened on all five.
Help should be in one place, and open when people come.

2025-09-10 2026-09-16 - - 3
What does the back office in order mean for a resident?
When we know the borough better, residents will feel the difference.
We took the shared picture to the lunch club and asked what was missing.
People asked who else can see it. Neither damp nor the bus routes were on it.
-

2026-01-28 - 2026-07-01 double 3
Who sets the agenda when residents come?
Residents need our papers before they can help to decide.
The residents' panel met without slides and wrote its own list.
It began with damp and bus routes. Both led to decisions that we had been stuck on for years.
We need their list before we can write our papers.

2026-02-25 2026-09-09 - - 2
What holds when people fear for their posts?
What we have agreed will hold under pressure, because it is written down.
We kept the date of the gathering, however few could come.
The written agreements went first. People who knew each other rang all the same.
-

2026-07-01 2027-01-20 - - 2
Will the Thursday table go on without those who began it?
If it is useful enough, somebody will carry it.
Residents are asked to run the autumn tables.
-
-
""",
    GA: """
2024-06-05 - 2025-03-26 double 3
Why do people fall behind with council tax?
They do not open our letters.
Six workers rang and visited thirty households, with no script.
Most had opened every letter. The debt was the smallest of their troubles.
A debt is the first thing we hear of. Start with the household, and the debt comes after.

2025-03-26 - 2026-02-25 double 3
Can we do without the shared room?
It is the people who matter, and not the room.
We met by video, and then in a church hall on alternate Wednesdays.
By video nobody asked a hard question. In the hall half of the people came back.
Where we meet decides who comes, and what can be said.

2025-10-08 - 2026-01-28 single 2
What would bring the providers back to the table?
Providers come when we keep our promises.
The commissioners paid the invoices early and rang to say so.
Four of the six came to the next coffee. Two wanted to see it happen twice.
Providers come when we keep our promises, and it has to be more than once.

2026-02-25 2026-09-09 - - 3
Where are decisions made, if you ask those who buy and those who provide?
We have let go, and the providers know it.
We read a contract aloud together, and each side drew where the decision is made.
The buyers drew it in the provider's office. The providers drew it in the council's.
-

2026-07-08 2026-09-23 - - 2
When has a project become an approach?
When enough teams work this way, it will stay.
We stopped counting teams, and asked each of them what would undo it.
They all named the same two things: how money moves, and who we answer to.
-

2026-09-16 2027-01-13 - - 2
What will teams do with a small sum that they need not ask for?
People who are trusted with little will use it well.
Every frontline team may spend it from October.
-
-
""",
}

Cell = tuple[str, str]
Row = Sequence[object]


class Observer(NamedTuple):
    """Holds who speaks: always from the same sector and organisation."""

    code: str
    sector: str
    organisation: str
    parts: tuple[str, ...]
    notes: int
    arrives: datetime.date
    leaves: datetime.date
    naming: int
    leaning: float

    def here(self, day: datetime.date) -> bool:
        """Says whether the observer is in the place on a day."""
        return self.arrives <= day <= self.leaves


class Sentence(NamedTuple):
    """Holds a note of the bank, and the words that say where it fits."""

    fits: frozenset[str]
    text: str


class Side(NamedTuple):
    """Holds how one side of a relationship sees it, at the start and at the end."""

    level: tuple[float, float]
    trust: tuple[float, float]


class Tie(NamedTuple):
    """Holds a relationship of two parties, seen from both sides."""

    parties: tuple[str, str]
    sides: tuple[Side, Side]
    since: datetime.date


def lines(text: str) -> list[str]:
    """Gives the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def paragraphs(text: str) -> list[list[str]]:
    """Gives the paragraphs of a text as lists of lines; a lone dash is an empty line."""
    blocks = [lines(block) for block in text.strip().split("\n\n")]
    return [["" if line == "-" else line for line in block] for block in blocks]


def fields(line: str) -> list[str]:
    """Gives the words of a heading; a lone dash is an empty word."""
    return ["" if word == "-" else word for word in line.split()]


def span(text: str) -> tuple[float, float]:
    """Reads a value at the start and at the end."""
    start, end = text.split("-")
    return float(start), float(end)


def day_or(text: str, otherwise: datetime.date) -> datetime.date:
    """Reads a date, or gives another one in place of a dash."""
    return otherwise if text == "-" else datetime.date.fromisoformat(text)


def working_days() -> list[datetime.date]:
    """Lists the days on which people write: weekdays, without the holidays."""
    length = (LAST_DAY - FIRST_DAY).days + 1
    days = [FIRST_DAY + datetime.timedelta(days=number) for number in range(length)]
    return [
        day
        for day in days
        if day.weekday() < 5
        and day not in CLOSED
        and not (day.month == 12 and day.day > 20)
        and not (day.month == 1 and day.day < 3)
    ]


def quarter(day: datetime.date) -> int:
    """Numbers the quarters from spring 2024."""
    return (day.year - 2024) * 4 + (day.month - 1) // 3 - 1


def elapsed(day: datetime.date) -> float:
    """Gives the share of the period that has passed."""
    return (day - FIRST_DAY).days / (LAST_DAY - FIRST_DAY).days


def progress(day: datetime.date) -> float:
    """Gives how far things have moved: little in year one, more later."""
    return math.pow(elapsed(day), 1.5)


def along(values: tuple[float, float], share: float) -> float:
    """Gives the value between a start and an end."""
    return values[0] + (values[1] - values[0]) * share


def slipping(place: str, day: datetime.date) -> float:
    """Gives how deep the place is in its slip, from 0 to 1."""
    start, end = SLIPS[place]
    if day < start:
        return 0.0
    if day <= end:
        return min(1.0, 0.5 + (day - start).days / 30)
    return max(0.0, 1.0 - (day - end).days / 45)


def recovering(place: str, day: datetime.date) -> bool:
    """Says whether the place is finding its way back."""
    return 15 < (day - SLIPS[place][1]).days < 200


def observers_of(place: str, rng: random.Random) -> list[Observer]:
    """Reads the observers of a place."""
    people = []
    for line in lines(OBSERVERS[place]):
        code, sector, organisation, parts, notes, arrives, leaves, naming = line.split(", ")
        people.append(
            Observer(
                code=code,
                sector=sector,
                organisation=organisation,
                parts=tuple(parts.split()),
                notes=int(notes),
                arrives=day_or(arrives, FIRST_DAY),
                leaves=day_or(leaves, LAST_DAY),
                naming=int(naming),
                leaning=max(-0.8, min(0.8, rng.gauss(0, 0.45))),
            )
        )
    return people


def strengths_of(place: str) -> dict[Cell, tuple[float, float]]:
    """Reads the strength of each cell that is ever spoken about, at the start and at the end."""
    strengths = {}
    for line in lines(STRENGTHS[place]):
        part, *values = line.split()
        for behaviour, value in zip(BEHAVIOURS, values, strict=True):
            if value != "-":
                strengths[part, behaviour] = span(value)
    return strengths


def bank(text: str) -> dict[str, list[Sentence]]:
    """Reads sentences under their headings: the first words are the key, the rest say what fits."""
    sentences: dict[str, list[Sentence]] = defaultdict(list)
    key, fits = "", frozenset[str]()
    for line in lines(text):
        if line.startswith("# "):
            words = line[2:].split()
            size = 2 if words[0] in BEHAVIOURS else 1
            key, fits = " ".join(words[:size]), frozenset(words[size:])
        else:
            sentences[key].append(Sentence(fits, line))
    return sentences


def fitting(sentence: Sentence, place: str, part: str, sector: str) -> bool:
    """Says whether a sentence could be said by this sector, about this part, in this place."""
    parts = sentence.fits.intersection(PARTS)
    places = sentence.fits.intersection(PLACES)
    sectors = sentence.fits.intersection(SECTORS)
    if not sectors and sector == "residents":
        return False
    return (
        (not parts or part in parts)
        and (not places or place in places)
        and (not sectors or sector in sectors)
    )


class Pen:
    """Hands out sentences so that none is read too often, and nobody says one twice."""

    def __init__(self, rng: random.Random, at_most: int) -> None:
        self.rng = rng
        self.at_most = at_most
        self.used: Counter[str] = Counter()
        self.said: set[tuple[str, str]] = set()

    def write(self, sentences: Iterable[Sentence], observer: str) -> str:
        """Gives a sentence that was seldom used, or nothing when all were."""
        free = [
            sentence
            for sentence in sentences
            if self.used[sentence.text] < self.at_most
            and (observer, sentence.text) not in self.said
        ]
        if not free:
            return ""
        # What is said about one part in particular comes first.
        free.sort(key=lambda held: self.used[held.text] - bool(held.fits) + self.rng.random() * 2)
        text = free[0].text
        self.used[text] += 1
        self.said.add((observer, text))
        return text


def pick_consent(rng: random.Random) -> int:
    """Picks who may read a note: mostly the facilitator, or the room."""
    return rng.choices((0, 1, 2, 3, 4), (4, 41, 41, 9, 5))[0]


def part_weight(place: str, part: str, day: datetime.date) -> float:
    """Gives how much is said about a part on a day."""
    share = elapsed(day)
    if place == BD and part == "community":
        return 1.9 if day.year >= 2026 else 0.2
    spans = {
        (BD, "governance"): (2.4, 0.8),
        (BD, "frontline"): (0.3, 1.7),
        (GA, "frontline"): (1.7, 1.0),
        (GA, "governance"): (0.6, 1.4),
        (GA, "commissioning"): (0.8, 1.3),
    }
    return along(spans.get((place, part), (1.0, 1.0)), share)


def behaviour_weight(place: str, behaviour: str, day: datetime.date) -> float:
    """Gives how much is said about a behaviour on a day."""
    spans = {
        (BD, "PER3"): (2.2, 0.8),
        (BD, "PER1"): (2.0, 0.9),
        (GA, "POW2"): (1.5, 1.2),
        (GA, "PER2"): (1.6, 1.0),
        (GA, "PAR3"): (1.5, 1.2),
    }
    weight = along(spans.get((place, behaviour), (1.0, 1.0)), elapsed(day))
    if behaviour in TENDER:
        weight *= 2.2 + slipping(place, day)
    return weight


def cell_weight(
    place: str, cell: Cell, observer: Observer, day: datetime.date, heard: set[str]
) -> float:
    """Gives how likely an observer is to write about a cell on a day."""
    part, behaviour = cell
    few = FEW[place].get(cell)
    if few is not None and observer.code not in heard and len(heard) >= few:
        return 0.0
    weight = part_weight(place, part, day) * behaviour_weight(place, behaviour, day)
    if place == GA and cell == ("commissioning", "POW2"):
        weight *= 2.5
    if observer.code not in heard and len(heard) < 6:
        weight *= 2.5
    return weight * 0.35 if few is not None else weight


def pick_strength(
    place: str, cell: Cell, observer: Observer, day: datetime.date, rng: random.Random
) -> float | None:
    """Picks a strength from 0 to 10, mostly whole, or nothing when the observer is not sure."""
    if rng.random() < 0.06:
        return None
    value = along(strengths_of(place)[cell], progress(day))
    slip = slipping(place, day)
    value -= slip * SLIP_DEPTHS.get((place, cell[1]), 0.4)
    if place == GA and cell == ("commissioning", "POW2"):
        # Those who buy say that they let go; those who are bought from do not feel it.
        value = 8.0 if observer.sector == "council" else 2.0
        value += rng.gauss(0, 0.5)
    else:
        value += observer.leaning + rng.gauss(0, 0.8)
    value = max(0.0, min(10.0, value))
    return round(value * 2) / 2 if rng.random() < 0.18 else float(round(value))


def pick_direction(place: str, behaviour: str, day: datetime.date, rng: random.Random) -> str:
    """Picks where things are going: slipping in a slip, growing in a recovery."""
    if rng.random() < 0.07:
        return ""
    if slipping(place, day) > 0.6 and day <= SLIPS[place][1]:
        weights = (4, 16, 66, 14) if behaviour in TENDER else (16, 52, 20, 12)
    elif recovering(place, day):
        weights = (60, 26, 4, 10) if behaviour in TENDER else (44, 40, 5, 11)
    elif elapsed(day) < 0.3:
        weights = (20, 50, 6, 24)
    else:
        weights = (40, 44, 6, 10)
    return rng.choices(("strengthening", "holding", "slipping", "unclear"), weights)[0]


def pick_overtness(
    place: str, part: str, observer: Observer, day: datetime.date, rng: random.Random
) -> int | None:
    """Picks how openly the behaviour is named: more as the work goes on, with exceptions."""
    if rng.random() < 0.06:
        return None
    value = 1.15 + 2.0 * progress(day) + observer.naming * 0.9 + rng.gauss(0, 0.5)
    if place == BD and part == "governance":
        value += 0.5
    value -= 0.4 * slipping(place, day)
    return max(1, min(4, round(value)))


def tone_of(
    place: str, behaviour: str, strength: float | None, direction: str, day: datetime.date
) -> str:
    """Gives the tone that a note of this strength would have."""
    level = 5.0 if strength is None else strength
    if behaviour in TENDER and level <= 5 and slipping(place, day) > 0.8:
        return "slip"
    middle = 4.5 if direction == "strengthening" else 5.5
    return "high" if level >= middle else "low"


def writing_days(
    place: str, observer: Observer, days: Sequence[datetime.date], rng: random.Random
) -> list[datetime.date]:
    """Picks the days on which an observer writes; many of them are days of a workshop."""
    fixed = [datetime.date.fromisoformat(day) for day in QUIET_DAYS.get(observer.code, ())]
    open_days = [day for day in days if observer.here(day)]
    weights = [
        QUARTERS[place][quarter(day)]
        * (0.5 if day.month == 8 else 1.0)
        * (14.0 if (day - FIRST_DAY).days // 7 % 6 == 2 and day.weekday() == 2 else 1.0)
        for day in open_days
    ]
    return fixed + rng.choices(open_days, weights, k=observer.notes - len(fixed))


def observations(place: str, people: Sequence[Observer], rng: random.Random, pen: Pen) -> list[Row]:
    """Makes what was noticed in a place."""
    days = working_days()
    sentences = bank(NOTES)
    cells = strengths_of(place)
    writing = [
        (day, observer) for observer in people for day in writing_days(place, observer, days, rng)
    ]
    writing.sort(key=lambda entry: (entry[0], entry[1].code))
    heard: dict[Cell, set[str]] = {cell: set() for cell in cells}
    written: set[tuple[datetime.date, str, Cell]] = set()
    rows: list[Row] = []
    for day, observer in writing:
        choice = [
            cell
            for cell in cells
            if cell[0] in observer.parts and (day, observer.code, cell) not in written
        ]
        weights = [cell_weight(place, cell, observer, day, heard[cell]) for cell in choice]
        cell = rng.choices(choice, weights)[0]
        written.add((day, observer.code, cell))
        part, behaviour = cell
        strength = pick_strength(place, cell, observer, day, rng)
        if strength is not None:
            heard[cell].add(observer.code)
        elif cell in FEW[place]:
            strength = float(round(along(cells[cell], progress(day))))
            heard[cell].add(observer.code)
        direction = pick_direction(place, behaviour, day, rng)
        overtness = pick_overtness(place, part, observer, day, rng)
        note = ""
        if rng.random() < 0.46:
            tone = tone_of(place, behaviour, strength, direction, day)
            if tone == "slip" and observer.sector == "residents":
                tone = "low"
            note = pen.write(
                (
                    sentence
                    for sentence in sentences[f"{behaviour} {tone}"]
                    if fitting(sentence, place, part, observer.sector)
                ),
                observer.code,
            )
        rows.append(
            (
                day.isoformat(),
                place,
                part,
                behaviour,
                observer.code,
                observer.sector,
                observer.organisation,
                "" if strength is None else f"{strength:g}",
                direction,
                "" if overtness is None else overtness,
                note,
                pick_consent(rng),
            )
        )
    return rows


def ties_of(place: str) -> list[Tie]:
    """Reads the relationships of a place."""
    ties = []
    for line in lines(TIES[place]):
        party, other, ours, theirs, since = line.split(" | ")
        first, second = (Side(*(span(value) for value in side.split())) for side in (ours, theirs))
        ties.append(Tie((party, other), (first, second), day_or(since, FIRST_DAY)))
    return ties


def felt(value: float, rng: random.Random) -> int:
    """Turns a value into one of the six anchors, from 0 to 5."""
    return max(0, min(5, round(value + rng.gauss(0, 0.25))))


def pulse_note(
    place: str, day: datetime.date, said: str, apart: float, trust: int, rng: random.Random
) -> str:
    """Gives the kind of note that fits a pulse."""
    if not said:
        return "partner"
    if slipping(place, day) > 0.6:
        return "slip"
    if apart >= 1.3 and rng.random() < 0.6:
        return "gap"
    return "warm" if trust >= 3 else "cool"


def relationships(
    place: str, people: Sequence[Observer], rng: random.Random, pen: Pen
) -> list[Row]:
    """Makes the relationship pulses of a place, usually from both sides within a few days."""
    days = working_days()
    sentences = bank(RELATIONSHIP_NOTES)
    rows: list[Row] = []
    turn = 0
    for number, count in enumerate(PULSES[place]):
        in_quarter = [day for day in days if quarter(day) == number]
        voices: list[tuple[Tie, int, int]] = []
        while len(voices) < count:
            tie = ties_of(place)[turn % len(ties_of(place))]
            turn += 1
            if tie.since > in_quarter[0] and tie.since > in_quarter[len(in_quarter) // 2]:
                continue
            spot = rng.randrange(len(in_quarter) // 2, len(in_quarter) - 6)
            if tie.since <= in_quarter[0]:
                spot = rng.randrange(len(in_quarter) - 6)
            # The learning partner speaks for neither side, where only one voice is left.
            if count - len(voices) == 1:
                voices.append((tie, spot, 2))
            else:
                voices.extend([(tie, spot, 0), (tie, spot + rng.randrange(6), 1)])
        for tie, spot, voice in voices:
            day = in_quarter[spot]
            said = "" if voice == 2 else tie.parties[voice]
            speakers = [
                observer
                for observer in people
                if observer.here(day) and observer.organisation == (said or "Learning partner")
            ]
            observer = rng.choice(speakers)
            share = math.pow(progress(day), 0.8)
            slip = slipping(place, day)
            seen = tie.sides if voice == 2 else (tie.sides[voice],)
            level = sum(along(side.level, share) for side in seen) / len(seen) - 0.4 * slip
            trust = felt(
                sum(along(side.trust, share) for side in seen) / len(seen) - 1.1 * slip, rng
            )
            apart = abs(along(tie.sides[0].level, share) - along(tie.sides[1].level, share))
            note = ""
            if rng.random() < 0.55:
                kind = pulse_note(place, day, said, apart, trust, rng)
                note = pen.write(sentences[kind], observer.code)
            rows.append(
                (
                    place,
                    *tie.parties,
                    said,
                    observer.code,
                    day.isoformat(),
                    felt(level, rng),
                    trust,
                    note,
                    pick_consent(rng),
                )
            )
    return sorted(rows, key=lambda row: (str(row[5]), str(row[1]), str(row[2]), str(row[3])))


def block_views(place: str, people: Sequence[Observer], rng: random.Random) -> list[Row]:
    """Makes the views of the building blocks of a place."""
    rows: list[Row] = []
    for heading, evidence, next_step in paragraphs(BLOCK_VIEWS[place]):
        block, on, level, effect, confidence, good_enough, *named = fields(heading)
        day = datetime.date.fromisoformat(on)
        speakers = [observer for observer in people if observer.here(day) and observer.notes > 10]
        speaker = named[0] if named else rng.choice(speakers).code
        due = day + datetime.timedelta(weeks=rng.randrange(4, 17), days=4 - day.weekday())
        while due in CLOSED:
            due += datetime.timedelta(weeks=1)
        rows.append(
            (
                place,
                block,
                "",
                speaker,
                on,
                level,
                effect,
                confidence,
                evidence,
                next_step,
                due.isoformat() if next_step else "",
                good_enough,
                rng.choices((1, 2, 3), (30, 55, 15))[0],
            )
        )
    return rows


def effects(place: str) -> list[Row]:
    """Makes the views of what a block does to one behaviour."""
    rows: list[Row] = []
    for heading, *views in paragraphs(EFFECTS[place]):
        block, behaviour = fields(heading)
        for view, evidence in zip(views[::2], views[1::2], strict=True):
            speaker, on, effect, confidence, consent = fields(view)
            said = (block, behaviour, speaker, on, "", effect, confidence, evidence)
            rows.append((place, *said, "", "", "", consent))
    return rows


def gatherings(place: str) -> list[Row]:
    """Makes the gatherings of a place, and who was in the room."""
    rows: list[Row] = []
    for heading, purpose in paragraphs(GATHERINGS[place]):
        on, *heads = fields(heading)
        rows.append((place, on, purpose, *heads))
    return rows


def reflections(place: str) -> list[Row]:
    """Makes what people made of what they saw, each with the address of the view it was made of."""
    rows: list[Row] = []
    for heading, question, *said in paragraphs(REFLECTIONS[place]):
        page, on, consent, speaker, view = fields(heading)
        address = f"place={place}&{view}" if view else f"place={place}"
        rows.append((place, page, address, question, speaker, on, *said, consent))
    return rows


def loops(place: str) -> list[Row]:
    """Makes the loops of learning: what was assumed before, what happened, what is assumed now."""
    rows: list[Row] = []
    for heading, question, before, tried, happened, now in paragraphs(LOOPS[place]):
        opened, revisit, closed, depth, consent = fields(heading)
        said = (question, before, tried, happened, now)
        rows.append((place, *said, depth, opened, revisit, closed, consent))
    return rows


def events(place: str) -> list[Row]:
    """Makes the dated events of a place."""
    rows: list[Row] = []
    for heading, title, note in paragraphs(EVENTS[place]):
        kind, started_on, ended_on, consent = fields(heading)
        rows.append((place, kind, started_on, ended_on, title, note, consent))
    return rows


def entry_steps(place: str) -> list[Row]:
    """Makes the steps by which the work came into a place."""
    rows: list[Row] = []
    for heading, title, opened_by, note in paragraphs(ENTRY_STEPS[place]):
        on, altitude, consent = fields(heading)
        rows.append((place, on, title, opened_by, altitude, note, consent))
    return rows


def help_given(place: str) -> list[Row]:
    """Makes the help that was given in a place."""
    rows: list[Row] = []
    for heading, given_by, given_to, title, pressure, note in paragraphs(HELP[place]):
        on, beyond, consent = fields(heading)
        rows.append((place, on, given_by, given_to, title, pressure, beyond, note, consent))
    return rows


def write(name: str, header: str, rows: Iterable[Row]) -> None:
    """Writes one CSV file beside this one."""
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def main() -> None:
    """Makes all nine files."""
    rng = random.Random(2026)
    people = {place: observers_of(place, rng) for place in PLACES}
    pen = Pen(random.Random(2026), at_most=7)
    noticed = [row for place in PLACES for row in observations(place, people[place], rng, pen)]
    write(
        "observations.csv",
        "observed_on,place,part,behaviour,observer,sector,organisation,strength,direction,"
        "overtness,note,consent",
        sorted(noticed, key=lambda row: (str(row[0]), str(row[1]), str(row[4]))),
    )
    write(
        "relationships.csv",
        "place,party,other_party,said_for,observer,observed_on,level,trust,note,consent",
        [
            row
            for place in PLACES
            for row in relationships(place, people[place], rng, Pen(random.Random(2026), at_most=3))
        ],
    )
    write(
        "block_views.csv",
        "place,block,behaviour,observer,observed_on,level,effect,confidence,evidence,next_step,"
        "next_step_by,good_enough,consent",
        [
            row
            for place in PLACES
            for row in sorted(
                [*block_views(place, people[place], rng), *effects(place)],
                key=lambda row: (str(row[4]), str(row[1]), str(row[2])),
            )
        ],
    )
    write(
        "events.csv",
        "place,kind,started_on,ended_on,title,note,consent",
        [row for place in PLACES for row in events(place)],
    )
    write(
        "entry_steps.csv",
        "place,observed_on,title,opened_by,altitude,note,consent",
        [row for place in PLACES for row in entry_steps(place)],
    )
    write(
        "help.csv",
        "place,observed_on,given_by,given_to,title,pressure_met,beyond_objectives,note,consent",
        [row for place in PLACES for row in help_given(place)],
    )
    write(
        "gatherings.csv",
        ",".join(("place,held_on,purpose", *SECTORS)),
        [row for place in PLACES for row in gatherings(place)],
    )
    write(
        "reflections.csv",
        "place,page,lens,question,observer,observed_on,noticed,so_what,now_what,could_be_wrong,"
        "seen_otherwise,consent",
        [row for place in PLACES for row in reflections(place)],
    )
    write(
        "loops.csv",
        "place,question,assumption_before,tried,happened,assumption_now,depth,opened_on,"
        "revisit_on,closed_on,consent",
        [row for place in PLACES for row in loops(place)],
    )


if __name__ == "__main__":
    main()
