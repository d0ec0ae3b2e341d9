package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.console.Format;
import java.util.Locale;

/** Gifts, and giveaways. */
final class GiftEvents {

    private static final String OFFER = "giftPurchaseOfferState";

    private GiftEvents() {}

    static boolean write(String type, JsonNode content, Naming names, Lines lines) {
        switch (type) {
            case "GiftedPremium" ->
                lines.line("Gift: Telegram Premium for " + months(content) + between(content, names))
                        .formatted(content.path("text"));
            case "PremiumGiftCode" ->
                lines.line("Gift code for Telegram Premium for " + months(content) + ": "
                                + content.path("code").asText())
                        .labelled("By", names.sender(content.path("creator_id")))
                        .labelled(
                                "From a giveaway",
                                content.path("is_from_giveaway").booleanValue() ? "yes" : "")
                        .formatted(content.path("text"));
            case "GiftedStars" ->
                lines.line("Gift: " + Naming.stars(content.path("star_count")) + between(content, names));
            case "GiftedTon" -> lines.line("Gift: " + Naming.ton(content.path("ton_amount")) + between(content, names));
            case "Gift" ->
                lines.line("Gift worth "
                                + Naming.stars(content.path("gift").path("star_count"))
                                + between(content, names))
                        .formatted(content.path("text"));
            case "UpgradedGift" -> lines.line("Gift: " + unique(content) + between(content, names));
            case "RefundedUpgradedGift" ->
                lines.line("Refunded gift worth "
                        + Naming.stars(content.path("gift").path("star_count"))
                        + between(content, names));
            case "UpgradedGiftPurchaseOffer" ->
                lines.line("Offer of " + Naming.price(content.path("price")) + " for the gift " + unique(content))
                        .labelled("State", state(content.path("state")))
                        .labelled("Until", Naming.moment(content.path("expiration_date")));
            case "UpgradedGiftPurchaseOfferRejected" ->
                lines.line((content.path("was_expired").booleanValue() ? "Expired" : "Rejected") + " offer of "
                        + Naming.price(content.path("price")) + " for the gift " + unique(content));
            case "GiveawayCreated" ->
                lines.line("Started a giveaway"
                        + (content.path("star_count").longValue() > 0
                                ? " of " + Naming.stars(content.path("star_count"))
                                : ""));
            case "Giveaway" -> {
                JsonNode parameters = content.path("parameters");
                lines.labelled("Giveaway", prize(content))
                        .labelled(
                                "Winners",
                                Format.count(content.path("winner_count").longValue()))
                        .labelled("Chosen", Naming.moment(parameters.path("winners_selection_date")))
                        .labelled(
                                "Of",
                                names.peer(parameters.path("boosted_chat_id").longValue()))
                        .labelled("And of", names.peers(parameters.path("additional_chat_ids")))
                        .labelled(
                                "Further prize",
                                parameters.path("prize_description").asText());
            }
            case "GiveawayCompleted" ->
                lines.line("The giveaway of " + Naming.post(content.path("giveaway_message_id")) + " ended: "
                        + winners(content));
            case "GiveawayWinners" ->
                lines.labelled("Giveaway that ended", prize(content))
                        .labelled("Chosen", Naming.moment(content.path("actual_winners_selection_date")))
                        .labelled("Result", winners(content))
                        .labelled("Winners", names.peers(content.path("winner_user_ids")))
                        .labelled(
                                "Further prize",
                                content.path("prize_description").asText());
            case "GiveawayPrizeStars" ->
                lines.line("Prize of a giveaway: " + Naming.stars(content.path("star_count")))
                        .labelled(
                                "Of", names.peer(content.path("boosted_chat_id").longValue()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String prize(JsonNode content) {
        JsonNode prize = content.path("prize");
        return prize.path("@type").asText().equals("giveawayPrizeStars")
                ? Naming.stars(prize.path("star_count"))
                : "Telegram Premium for " + months(prize);
    }

    private static String winners(JsonNode content) {
        long unclaimed = content.path("unclaimed_prize_count").longValue();
        return Format.count(content.path("winner_count").longValue(), "winner")
                + (unclaimed > 0 ? ", " + Format.count(unclaimed, "prize") + " unclaimed" : "");
    }

    private static String months(JsonNode content) {
        return Format.count(content.path("month_count").longValue(), "month");
    }

    private static String unique(JsonNode content) {
        JsonNode gift = content.path("gift");
        return gift.path("title").asText() + " #" + gift.path("number").asText();
    }

    private static String state(JsonNode state) {
        String name = state.path("@type").asText();
        return (name.startsWith(OFFER) ? name.substring(OFFER.length()) : name).toLowerCase(Locale.ROOT);
    }

    private static String between(JsonNode content, Naming names) {
        String from = names.peer(content.path("gifter_user_id").longValue()) + names.sender(content.path("sender_id"));
        String to =
                names.peer(content.path("receiver_user_id").longValue()) + names.sender(content.path("receiver_id"));
        return (from.isEmpty() ? "" : ", from " + from) + (to.isEmpty() ? "" : ", to " + to);
    }
}
