"""What is refused about the calendar, the files that are brought to it, and promises decided by two at once."""

CALENDAR = {
    "calendar_changed": "Somebody else changed the calendar meanwhile. Look at the effect anew: nothing was changed.",
    "promise_changed": "Somebody else changed this promise meanwhile. Look at it anew: nothing was changed.",
    "day_there": "{day} is closed already. Nothing was changed.",
    "day_open": "{day} is open already. Nothing was changed.",
    "day_gone": "{day} is not among the days of the calendar any more. Nothing was changed.",
    "day_name": "A closing day needs a name of at most {most} characters.",
    "day_far": "A closing day lies between the years 2000 and 2099.",
    "no_days": "No day was chosen. Nothing was changed.",
    "too_many_days": "At most {most} days can be closed at once. Nothing was changed.",
    "layer_already": "It is so already: somebody was faster. Nothing was changed.",
    "no_calendar": "This file is not a calendar (.ics). Nothing was changed.",
    "no_events": "This calendar file has no events. Nothing was changed.",
    "too_many_events": "This calendar file has {found} events; a list of closing days has at most {most}. Nothing was "
                       "changed.",
    "ics_too_large": "This file is larger than {most} MB. Nothing was changed.",
}
