"""People who sign in, and what they may do where."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from daihoi.core.access import Role
from daihoi.data.models._choices import choices
from daihoi.data.models.organisations import Organisation


class UserManager(BaseUserManager["User"]):
    """Looks users up by name for sign-in; accounts are made by actions only."""

    use_in_migrations = False


class User(AbstractBaseUser):
    """An account. It holds no permission of its own: grants do."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()


class Grant(models.Model):
    """A role at an organisation from a day until the day before another; it holds for all below."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=choices(Role))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="grants")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="grant_role_known", condition=Q(role__in=[role.value for role in Role])),
            models.CheckConstraint(
                name="grant_dates_in_order", condition=Q(valid_to=None) | Q(valid_from__lte=F("valid_to"))
            ),
        ]
