from django.db import migrations


class Migration(migrations.Migration):
    """Case numbers come from a sequence: given once, also when two people submit at the same moment."""

    dependencies = [("advisors", "0001_initial")]

    operations = [
        migrations.RunSQL("create sequence advisors_case_reference", "drop sequence advisors_case_reference"),
    ]
