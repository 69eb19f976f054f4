"""Users and their memberships of municipalities."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from participatiemonitor.foundation.tenancy.models import Municipality


class UserManager(BaseUserManager["User"]):
    """Makes users; the address is the name to sign in with."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> "User":
        """A new user with this address; raises ValueError for an empty address."""
        if not email:
            raise ValueError("a user needs an address")
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. Belongs to municipalities only through memberships."""

    IS_SHARED: ClassVar = "one person may work for several municipalities"

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email


class StaffRole(models.TextChoices):
    """What somebody does at the desk. Not the role of the municipality on ladder or trap."""

    ADMINISTRATOR = "ADMINISTRATOR", "beheerder"
    POLICY_ADVISER = "POLICY_ADVISER", "beleidsadviseur"
    PROJECT_LEADER = "PROJECT_LEADER", "projectleider"
    COUNCIL_READER = "COUNCIL_READER", "lezer voor de raad"
    ANALYST = "ANALYST", "onderzoeker"


class Membership(models.Model):
    """Somebody's staff role in one municipality."""

    IS_SHARED: ClassVar = "read before a scope exists: it decides which scope a person may enter"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=StaffRole)
    is_active = models.BooleanField(default=True)

    objects = models.Manager["Membership"]()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "municipality"], name="one_role_per_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.municipality_id})"

    @property
    def staff_role(self) -> StaffRole:
        """The role as a member of the enumeration."""
        return StaffRole(self.role)
