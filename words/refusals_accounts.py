"""What is refused about accounts, links and the second step."""

ACCOUNTS = {
    "inactive": "{name} does not work here any more. Let them come back first.",
    "link_ended": "This link does not work any more. Make a new one.",
    "second_step_on": "The second step is on already.",
    "no_second_step": "There is a second step for those who lead or audit the desk only.",
    "code_wrong": "This code is not right, or it was used already. Wait for the next one.",
}
