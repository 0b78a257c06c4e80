from django.db import migrations


class Migration(migrations.Migration):
    """Numbers of applications and vouchers come from sequences: given once, also under concurrency."""

    dependencies = [("vouchers", "0001_initial")]

    operations = [
        migrations.RunSQL("create sequence voucher_application_number", "drop sequence voucher_application_number"),
        migrations.RunSQL("create sequence voucher_number", "drop sequence voucher_number"),
    ]
