"""What of the audit is looked at: it lies in the address, and nowhere else."""

from collections.abc import Mapping

import streamlit as st

from db.queries.audit_view import AuditView


def view() -> AuditView:
    """The view of the address."""
    return AuditView.from_query(st.query_params.to_dict())


def show(wanted: AuditView) -> None:
    """Look at another one."""
    st.query_params.from_dict(wanted.to_query())


def narrow(told: Mapping[str, str]) -> None:
    """The filters as they are told, from the newest on."""
    show(AuditView.from_query(told))
