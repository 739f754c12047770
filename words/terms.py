"""What the stored codes are called, in English; `words/es/labels.po` says them in Spanish, the kind as context."""

TERMS: dict[str, dict[str, str]] = {
    "channel": {
        "phone": "Phone", "email": "E-mail", "voicemail": "Voice mail", "skype": "Skype (retired)",
        "self_service": "Website", "web_form": "Web form",
    },
    "direction": {"in": "Incoming", "out": "Outgoing"},
    "contact_kind": {
        "call": "Call", "mail": "E-mail", "voicemail": "Voice mail", "reply": "Reply", "note": "Note",
        "auto_ack": "Automatic acknowledgement",
    },
    "outcome": {
        "answered": "Answered", "referred": "Referred", "out_of_scope": "Out of scope", "promise_made": "Promise made",
        "escalated": "Escalated", "dropped": "Dropped",
    },
    "status": {"open": "Open", "waiting": "Waiting", "closed": "Closed"},
    "role": {"agent": "Agent", "supervisor": "Supervisor", "administrator": "Administrator", "auditor": "Auditor"},
    "lang": {"es": "Spanish", "en": "English"},
    "layer": {
        "mx_lft": "Mexican statutory holiday", "us_federal": "US federal holiday",
        "mission_local": "Local day of the Mission", "extraordinary": "Extraordinary closing",
        "own": "Added by the desk",
    },
    "group_kind": {"h2": "H2", "other": "Other groups", "no_access": "No access yet"},
    "payment_method": {"card": "Card", "cash": "Cash", "transfer": "Transfer", "other": "Other"},
    "reason": {
        "STATUS": "Application status", "GENERAL": "General information", "PAYMENT": "Payment problem",
        "DELIVERY": "Document delivery", "GROUP": "Group processor", "OTHER": "Other problem",
    },
    "urgency": {
        "overdue": "Overdue", "due_today": "Due today", "due_next": "Due next business day", "later": "Later",
        "met": "Answered on time", "met_late": "Answered late",
    },
    "day_kind": {
        "receipt": "Received", "issue": "Visa issued", "weekend": "Weekend", "closing_day": "Closing day",
        "business_day": "Business day", "due": "Due", "missing": "Missing from this day",
    },
    "event": {
        "logged": "Logged", "assigned": "Assigned", "taken": "Taken", "transferred": "Handed over",
        "replied": "Answered", "message": "New message", "noted": "Note", "closed": "Closed",
        "reopened": "Opened again", "reason_changed": "Reason corrected", "rerouted": "Moved to another mailbox",
        "tracking_set": "Tracking number entered", "tracking_cleared": "Tracking number cleared",
        "issue_date_set": "Issue date recorded", "delivery_settled": "Delivery settled",
        "collectable_set": "Ready for collection", "collectable_cleared": "Not ready for collection",
        "tracking_list_entered": "Courier's list entered",
        "voicemail_joined": "Voice mail joined", "mail_joined": "E-mail joined",
        "emergency_completed": "Emergency completed", "revealed": "Contact data shown",
        "answer_withdrawn": "Answer withdrawn", "merged": "Merged as a duplicate", "merged_in": "Duplicate merged in",
        "split": "Second matter split off", "split_from": "Split off from another",
        "account_created": "Account created", "account_deactivated": "Account closed",
        "account_reactivated": "Account opened again", "password_set": "Password changed",
        "language_set": "Language changed", "role_changed": "Role changed", "signed_in": "Signed in",
        "signed_out": "Signed out", "email_set": "E-mail address set", "digest_sent": "Digest sent",
        "promise_changed": "Promise changed", "target_set": "Internal target set",
        "target_ended": "Internal target ended", "duty_set": "Put on duty", "duty_ended": "Duty ended",
        "bands_set": "Warning bands set", "sign_in_refused": "Sign-in refused", "sign_in_ended": "Session ended",
        "link_made": "Password link made", "second_step_on": "Second step on", "second_step_off": "Second step off",
        "exported": "Taken away as a file", "recalled": "Form completed from what is known",
        "calendar_changed": "Calendar changed",
    },
    "about": {
        "sign_ins": "Sign-ins", "looks": "Looks at masked data", "files": "Files taken and brought",
        "accounts": "Accounts", "calendar": "Calendar", "promises": "Promises",
    },
    "action": {
        "reply": "Answer", "message": "New message", "note": "Note", "take": "Taken", "hand_over": "Hand over",
        "tracking": "Tracking number", "issue_date": "Issue date", "settle": "Settle the delivery",
        "voicemail": "Join the voice mail", "mail": "Join the e-mail", "complete": "Complete the emergency",
        "reason": "Correct the reason", "mailbox": "Move to another mailbox", "close": "Close", "reopen": "Open again",
        "withdraw": "Withdraw an answer", "merge": "It is a duplicate", "split": "Split a second matter",
    },
    "ended_why": {
        "reason_corrected": "Ended: the reason was corrected", "rerouted": "Ended: it was moved to another mailbox",
        "counts_from_mail": "Ended: the term counts from the e-mail",
        "counts_from_older": "Ended: the term counts from an older message",
        "answered_before": "Ended: it was answered before", "merged": "Ended: it goes on in another inquiry",
        "split": "Ended: its matter was split off",
    },
    "settled_why": {
        "collected": "Delivered or collected", "handed_over": "Handed over without a tracking number",
        "not_issued": "The visa was not issued", "duplicate": "Recorded twice", "returned": "Sent back by the courier",
    },
    "delivery_state": {
        "missing": "No tracking number", "within": "Within the term", "on_way": "On its way",
        "ready": "Ready for collection", "soon": "Collect soon", "passed": "Collection time passed",
        "settled": "Settled",
    },
    "promise": {
        "P_GRP_H2_3BD": "H2 groups", "P_GRP_OTHER_3BD": "Other groups", "P_H2_EMERG_NBD": "H2 emergencies",
        "P_COURIER_GT5BD": "Courier",
    },
    "promise_kind": {
        "response_clock": "Answer within a term", "eligibility_clock": "Term before writing",
        "statement": "Statement", "instruction": "Instruction", "best_effort": "No promised time",
        "opening_hours": "Opening hours",
    },
    "scope": {"CAN": "Can", "CANNOT": "Cannot"},
    "match_sign": {"phone": "same telephone", "company": "same company", "near": "within an hour"},
    "detail": {"reason": "Reason", "company": "Company", "callback": "Call-back number"},
}  # fmt: skip

SHORT: dict[str, dict[str, str]] = {
    "channel": {
        "phone": "Tel.", "email": "Mail", "voicemail": "Voice", "skype": "Skype", "self_service": "Web",
        "web_form": "Form",
    },
    "contact_kind": {"auto_ack": "Auto-reply"},
    "lang": {"es": "es", "en": "en"},
    "group_kind": {"other": "Others", "no_access": "No access"},
    "layer": {"mx_lft": "LFT", "us_federal": "US", "mission_local": "Mission", "extraordinary": "Extra", "own": "Own"},
    "reason": {
        "STATUS": "Status", "GENERAL": "General", "PAYMENT": "Payment", "DELIVERY": "Delivery", "GROUP": "Group",
        "OTHER": "Other",
    },
    "urgency": {"due_next": "Next", "met": "On time", "met_late": "Late"},
    "day_kind": {
        "receipt": "Received", "issue": "Issued", "weekend": "Weekend", "closing_day": "Closed",
        "business_day": "Counts", "due": "Due", "missing": "Missing",
    },
}  # fmt: skip
