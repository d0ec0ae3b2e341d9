package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.export.JsonFields;
import dev.tgarchiver.export.PeerId;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.post.PostReader;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Service messages about payments, gifts, prizes and posts that are paid for. */
final class PaymentActions {

    /** Telegram's name of its Stars among currencies. */
    private static final String STARS = "XTR";

    private static final long NANOS = 1_000_000_000;
    private static final long CENTS = 100;

    private final PeerNames peers;

    PaymentActions(PeerNames peers) {
        this.peers = peers;
    }

    /** The action; empty when the content is not one of these. */
    Optional<ServiceAction> of(JsonNode content) {
        return switch (content.path("@type").asText()) {
            case "messagePaymentSuccessful" -> Optional.of(payment(content));
            case "messagePaymentRefunded" -> Optional.of(refund(content));
            case "messageGiftedPremium" -> {
                ServiceAction action = gift("send_premium_gift", content);
                action.fields().number("months", content.path("month_count").longValue());
                yield Optional.of(action);
            }
            case "messageGiftedStars" -> {
                ServiceAction action = gift("send_stars_gift", content);
                action.fields()
                        .put("amount_whole", content.path("star_count").longValue())
                        .put("amount_nano", 0);
                yield Optional.of(action);
            }
            case "messageGiftedTon" -> {
                ServiceAction action = ServiceAction.by("send_ton_gift");
                long amount = content.path("ton_amount").longValue();
                action.fields().put("amount_whole", amount / NANOS).put("amount_nano", amount % NANOS);
                yield Optional.of(action);
            }
            case "messageGift" -> Optional.of(starGift(content));
            case "messagePremiumGiftCode" -> Optional.of(giftCode(content));
            case "messageGiveawayPrizeStars" -> Optional.of(prize(content));
            case "messageGiveawayCreated" -> Optional.of(ServiceAction.of("giveaway_launch"));
            case "messageGiveawayCompleted" -> {
                ServiceAction action = ServiceAction.of("giveaway_results");
                action.fields()
                        .put("winners", content.path("winner_count").longValue())
                        .put("unclaimed", content.path("unclaimed_prize_count").longValue())
                        .put("stars", content.path("is_star_giveaway").booleanValue());
                yield Optional.of(action);
            }
            case "messagePaidMessagesRefunded" -> {
                ServiceAction action = ServiceAction.by("paid_messages_refund");
                action.fields()
                        .put("messages_count", content.path("message_count").longValue())
                        .put("stars_count", content.path("star_count").longValue());
                yield Optional.of(action);
            }
            case "messagePaidMessagePriceChanged", "messageDirectMessagePriceChanged" -> {
                ServiceAction action = ServiceAction.by("paid_messages_price_change");
                action.fields()
                        .put(
                                "price_stars",
                                content.path("paid_message_star_count").longValue())
                        .put(
                                "is_broadcast_messages_allowed",
                                content.path("is_enabled").booleanValue());
                yield Optional.of(action);
            }
            default -> suggestedPost(content);
        };
    }

    private static Optional<ServiceAction> suggestedPost(JsonNode content) {
        return switch (content.path("@type").asText()) {
            case "messageSuggestedPostDeclined" -> {
                ServiceAction action = ServiceAction.by("process_suggested_post");
                action.fields()
                        .put("rejected", true)
                        .text("comment", content.path("comment").asText());
                yield Optional.of(action);
            }
            case "messageSuggestedPostApproved" -> {
                ServiceAction action = ServiceAction.by("process_suggested_post");
                price(content.path("price"), action.fields());
                action.fields().put("scheduled_date", content.path("send_date").longValue());
                yield Optional.of(action);
            }
            case "messageSuggestedPostApprovalFailed" -> {
                ServiceAction action = ServiceAction.by("process_suggested_post");
                price(content.path("price"), action.fields());
                yield Optional.of(action);
            }
            case "messageSuggestedPostPaid" -> {
                ServiceAction action = ServiceAction.by("suggested_post_success");
                long ton = content.path("ton_amount").longValue();
                JsonNode stars = content.path("star_amount");
                if (ton == 0) {
                    price(
                            stars.path("star_count").longValue(),
                            stars.path("nanostar_count").longValue(),
                            "Stars",
                            action.fields());
                } else {
                    price(ton / NANOS, ton % NANOS, "TON", action.fields());
                }
                yield Optional.of(action);
            }
            case "messageSuggestedPostRefunded" -> {
                ServiceAction action = ServiceAction.by("suggested_post_refund");
                action.fields()
                        .put(
                                "user_initiated",
                                content.path("reason")
                                        .path("@type")
                                        .asText()
                                        .equals("suggestedPostRefundReasonPaymentRefunded"));
                yield Optional.of(action);
            }
            default -> Optional.empty();
        };
    }

    private static ServiceAction payment(JsonNode content) {
        ServiceAction action = ServiceAction.of("send_payment");
        action.fields()
                .put("amount", content.path("total_amount").longValue())
                .text("currency", content.path("currency").asText())
                .number(
                        "invoice_message_id",
                        PostReader.messageId(content.path("invoice_message_id").longValue()))
                .text(
                        "recurring",
                        content.path("is_first_recurring").booleanValue()
                                ? "init"
                                : content.path("is_recurring").booleanValue() ? "used" : "");
        return action;
    }

    private ServiceAction refund(JsonNode content) {
        long owner = PeerId.of(content.path("owner_id"));
        ServiceAction action = ServiceAction.of("refunded_payment");
        action.fields()
                .put("amount", content.path("total_amount").longValue())
                .text("currency", content.path("currency").asText())
                .putOrNull("peer_name", peers.name(owner))
                .put("peer_id", PeerId.text(owner))
                .text("charge_id", content.path("telegram_payment_charge_id").asText());
        return action;
    }

    private static ServiceAction gift(String word, JsonNode content) {
        ServiceAction action = ServiceAction.by(word);
        String currency = content.path("currency").asText();
        if (!currency.isEmpty()) {
            action.fields().put("cost", cost(content.path("amount").longValue(), currency));
        }
        return action;
    }

    private static ServiceAction starGift(JsonNode content) {
        JsonNode gift = content.path("gift");
        ServiceAction action = ServiceAction.by("send_star_gift");
        action.fields()
                .put("gift_id", gift.path("id").asLong())
                .put("stars", gift.path("star_count").longValue())
                .put("is_limited", gift.path("overall_limits").isObject())
                .put("is_anonymous", content.path("is_private").booleanValue())
                .put("gift_text", DesktopText.of(content.path("text")).text());
        return action;
    }

    private static ServiceAction giftCode(JsonNode content) {
        ServiceAction action = ServiceAction.of("gift_code_prize");
        long creator = PeerId.of(content.path("creator_id"));
        action.fields().text("gift_code", content.path("code").asText());
        if (creator != 0) {
            action.fields().put("boost_peer_id", PeerId.text(creator));
        }
        action.fields()
                .put("months", content.path("month_count").longValue())
                .put("unclaimed", content.path("is_unclaimed").booleanValue())
                .put("via_giveaway", content.path("is_from_giveaway").booleanValue());
        return action;
    }

    private ServiceAction prize(JsonNode content) {
        long chat = content.path("boosted_chat_id").longValue();
        ServiceAction action = ServiceAction.by("stars_prize");
        action.fields()
                .put("boost_peer_id", PeerId.text(chat))
                .putOrNull("boost_peer_name", peers.name(chat))
                .put("stars", content.path("star_count").longValue())
                .put("is_unclaimed", content.path("is_unclaimed").booleanValue())
                .put(
                        "giveaway_msg_id",
                        PostReader.messageId(content.path("giveaway_message_id").longValue()))
                .text("transaction_id", content.path("transaction_id").asText());
        return action;
    }

    private static void price(JsonNode price, JsonFields fields) {
        if (price.path("@type").asText().equals("suggestedPostPriceTon")) {
            long cents = price.path("toncoin_cent_count").longValue();
            price(cents / CENTS, cents % CENTS * (NANOS / CENTS), "TON", fields);
        } else {
            price(price.path("star_count").longValue(), 0, "Stars", fields);
        }
    }

    private static void price(long whole, long nano, String currency, JsonFields fields) {
        fields.put("price_amount_whole", Long.toString(whole))
                .put("price_amount_nano", Long.toString(nano))
                .put("price_currency", currency);
    }

    /** An amount in the smallest units of a currency, as {@code 4.99 USD}. */
    private static String cost(long amount, String currency) {
        int digits = 2;
        if (currency.equals(STARS)) {
            digits = 0;
        } else {
            try {
                digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
            } catch (IllegalArgumentException e) {
                // Most currencies have two.
            }
        }
        return BigDecimal.valueOf(amount, digits).toPlainString() + " " + currency;
    }
}
