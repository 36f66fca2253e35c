"""Who may receive the answer of each route; the gate refuses a route that is not listed here.

A route is looked up by its full name (``namespace:name``), then by its namespace, then by the
first part of its path (``admin/``). Pages, documents and media declare their own audience.
"""

from hub.access.enums import Handling
from hub.common.enums import Audience

ROUTES: dict[str, Audience | Handling] = {
    "wagtail_serve": Handling.DECLARED,
    "wagtaildocs_serve": Handling.DECLARED,
    "media": Handling.DECLARED,
    "access": Audience.PUBLIC,
    "articles": Audience.HCP,
    "browse": Audience.PUBLIC,
    "checking": Audience.PUBLIC,
    "common": Audience.PUBLIC,
    "evaluation:answer": Handling.DECLARED,  # Its view keeps what a reader wrote while the confirmation ran out.
    "evaluation": Audience.HCP,
    "contributions": Audience.PUBLIC,
    "contributions_webhook": Audience.PUBLIC,  # Stripe's own server; its signature is checked in the view.
    "funding": Audience.PUBLIC,
    "search": Audience.PUBLIC,
    "sharing": Audience.HCP,
    "sharing:feed": Audience.PUBLIC,
    "sharing:topic_feed": Audience.PUBLIC,
    "sharing:citation": Audience.PUBLIC,
    "sharing:card": Audience.PUBLIC,
    "suggestions:suggest": Handling.DECLARED,  # Its view keeps what a reader wrote while the confirmation ran out.
    "suggestions:confirm": Audience.PUBLIC,  # Links in mails, which may be opened in another browser.
    "suggestions:withdraw": Audience.PUBLIC,
    "suggestions": Audience.HCP,
    "updates": Audience.PUBLIC,
    "unsubscribe": Audience.PUBLIC,
    "reach": Audience.PUBLIC,
    "read_mark": Audience.PUBLIC,
    "read_end_style": Audience.PUBLIC,
    "figures": Audience.PUBLIC,
    "how_translated": Audience.PUBLIC,
    "sitemap": Audience.PUBLIC,
    "robots": Audience.PUBLIC,
    # Everything under the admin's path is for editors, except what signing in needs.
    "admin/": Audience.EDITOR,
    "accounts": Audience.PUBLIC,
    "wagtailadmin_javascript_catalog": Audience.PUBLIC,
    "wagtailadmin_sprite": Audience.PUBLIC,
    # Signing in, by allauth. Its pages for signed-in users ask for the sign-in themselves.
    "account_login": Audience.PUBLIC,
    "account_logout": Audience.PUBLIC,
    "account_inactive": Audience.PUBLIC,
    "account_reauthenticate": Audience.PUBLIC,
    "account_change_password": Audience.PUBLIC,
    "account_reset_password": Audience.PUBLIC,
    "account_reset_password_done": Audience.PUBLIC,
    "account_reset_password_from_key": Audience.PUBLIC,
    "account_reset_password_from_key_done": Audience.PUBLIC,
    "mfa_index": Audience.PUBLIC,
    "mfa_authenticate": Audience.PUBLIC,
    "mfa_reauthenticate": Audience.PUBLIC,
    "mfa_activate_totp": Audience.PUBLIC,
    "mfa_deactivate_totp": Audience.PUBLIC,
    "mfa_view_recovery_codes": Audience.PUBLIC,
    "mfa_generate_recovery_codes": Audience.PUBLIC,
    "mfa_download_recovery_codes": Audience.PUBLIC,
    # Editors are made by administrators; nobody signs up, and addresses are edited in the admin.
    "account_signup": Handling.CLOSED,
    "account_email": Handling.CLOSED,
    "account_email_verification_sent": Handling.CLOSED,
    "account_confirm_email": Handling.CLOSED,
    "account_confirm_login_code": Handling.CLOSED,
    "account_set_password": Handling.CLOSED,
    # Wagtail's shared passwords and its own sign-in would be ways past the gate and the throttle.
    "wagtailcore_authenticate_with_password": Handling.CLOSED,
    "wagtaildocs_authenticate_with_password": Handling.CLOSED,
    "wagtailcore_login": Handling.CLOSED,
}
