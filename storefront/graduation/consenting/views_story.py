"""The page on which a seller writes her story, sees how it will look, and switches it on and off."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from products import regions
from storefront.accounts.acting import current_actor, current_shop
from storefront.accounts.guards import seller_required
from storefront.fields import submitted
from storefront.graduation.blueprint import Answer, bp, owner
from storefront.graduation.consenting.choices import choices_of
from storefront.graduation.consenting.consent_words import Purpose
from storefront.graduation.consenting.story import MOST_LETTERS, changed_at, story_of, write
from storefront.graduation.forms import StoryForm, WayForm


@bp.get("/story")
@seller_required
def story() -> Answer:
    """Her words, how they will look, and whether they are shown."""
    return _page(StoryForm(words=story_of(current_shop().id)))


@bp.post("/story")
@seller_required
def save_story() -> Answer:
    """Keep her words; shown ones change at once."""
    shop, actor, form = current_shop(), current_actor(), StoryForm()
    typed = form.words.data or ""
    if submitted(form, lambda: write(actor, owner().id, shop.id, typed)) is False:
        return _page(form), 422
    flash(_("Tersimpan.") if typed.strip() else _("Kisah dihapus."), "good")
    return redirect(url_for(".story", _anchor="look" if typed.strip() else None), 303)


def _page(form: StoryForm) -> str:
    shop = current_shop()
    return render_template(
        "graduation/story.html",
        form=form,
        way_form=WayForm(prefix=Purpose.STORY.value),
        words=story_of(shop.id),
        changed_at=changed_at(shop.id) or "",
        choice=next(one for one in choices_of(owner().id) if one.purpose is Purpose.STORY),
        most=MOST_LETTERS,
        shop=shop,
        shop_place=regions.short_name(regions.regency(shop.regency_code)),
    )
