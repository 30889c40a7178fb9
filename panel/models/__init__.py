"""Who there is: accounts, people, the organisations they come from, panels and their seats."""

from .accounts import Reach, User, Viewer, model, reach_of, sees_all
from .memberships import Membership, MembershipQuerySet, date_range, id_range
from .organisations import Organisation, OrganisationQuerySet
from .panels import Panel, PanelQuerySet, PanelSecretary, code_shape
from .people import ContactDetail, ContactDetailQuerySet, Person, PersonQuerySet

__all__ = [
    "ContactDetail",
    "ContactDetailQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationQuerySet",
    "Panel",
    "PanelQuerySet",
    "PanelSecretary",
    "Person",
    "PersonQuerySet",
    "Reach",
    "User",
    "Viewer",
    "code_shape",
    "date_range",
    "id_range",
    "model",
    "reach_of",
    "sees_all",
]
