package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.console.Format;

/** Payments, prices, and posts that are paid for. */
final class PaymentEvents {

    private PaymentEvents() {}

    static boolean write(String type, JsonNode content, Naming names, Lines lines) {
        switch (type) {
            case "PaymentSuccessful" ->
                lines.line("Paid " + money(content) + subscription(content))
                        .labelled("For", content.path("invoice_name").asText());
            case "PaymentSuccessfulBot" ->
                lines.line("Received a payment of " + money(content) + subscription(content))
                        .labelled(
                                "Name", content.path("order_info").path("name").asText())
                        .labelled(
                                "Payment",
                                content.path("telegram_payment_charge_id").asText());
            case "PaymentRefunded" ->
                lines.line("Refunded " + money(content) + " by " + names.sender(content.path("owner_id")));
            case "PaidMessagesRefunded" ->
                lines.line("Refunded " + Naming.stars(content.path("star_count")) + " for "
                        + Format.count(content.path("message_count").longValue(), "message"));
            case "PaidMessagePriceChanged" ->
                lines.line("A message now costs " + Naming.stars(content.path("paid_message_star_count")));
            case "DirectMessagePriceChanged" ->
                lines.line(
                        content.path("is_enabled").booleanValue()
                                ? "A direct message now costs " + Naming.stars(content.path("paid_message_star_count"))
                                : "Direct messages were turned off");
            case "SuggestedPostApproved" ->
                lines.line("Approved the suggestion of " + suggested(content) + ", "
                                + Naming.price(content.path("price")))
                        .labelled("To be posted", Naming.moment(content.path("send_date")));
            case "SuggestedPostApprovalFailed" ->
                lines.line("Could not approve the suggestion of " + suggested(content)
                        + ": there is not enough for its price of " + Naming.price(content.path("price")));
            case "SuggestedPostDeclined" ->
                lines.line("Declined the suggestion of " + suggested(content))
                        .labelled("Comment", content.path("comment").asText());
            case "SuggestedPostPaid" ->
                lines.line("Received "
                        + (content.path("ton_amount").longValue() > 0
                                ? Naming.ton(content.path("ton_amount"))
                                : Naming.stars(content.path("star_amount").path("star_count")))
                        + " for " + suggested(content));
            case "SuggestedPostRefunded" ->
                lines.line("Refunded the payment for " + suggested(content) + ": "
                        + (content.path("reason").path("@type").asText().endsWith("PostDeleted")
                                ? "the post was deleted"
                                : "the payment was taken back"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String money(JsonNode content) {
        return Naming.money(content.path("total_amount"), content.path("currency"));
    }

    private static String subscription(JsonNode content) {
        String until = Naming.moment(content.path("subscription_until_date"));
        return until.isEmpty() ? "" : ", for a subscription until " + until;
    }

    private static String suggested(JsonNode content) {
        return Naming.post(content.path("suggested_post_message_id"));
    }
}
