package dev.tgarchiver.export.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.export.ArchivedPost;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.post.ContentType;
import java.io.IOException;
import java.util.Optional;

/** The action of a service message, by its content. */
final class DesktopActions {

    private final ChatActions chat;
    private final PaymentActions payments;
    private final SharingActions sharing;

    DesktopActions(DesktopMedia media, PeerNames peers) {
        chat = new ChatActions(media, peers);
        payments = new PaymentActions(peers);
        sharing = new SharingActions(peers);
    }

    /** The action; empty when the content is not one of a service message. */
    Optional<ServiceAction> of(ArchivedPost post, DesktopMedia.Placed placed) throws IOException {
        Optional<ServiceAction> action = chat.of(post, placed);
        if (action.isEmpty()) {
            action = payments.of(post.content());
        }
        if (action.isEmpty()) {
            action = sharing.of(post.content());
        }
        return action.isPresent() ? action : newer(post.content());
    }

    /** Contents that Telegram Desktop does not know yet. Their details are in the raw content. */
    private static Optional<ServiceAction> newer(JsonNode content) {
        String type = content.path("@type").asText();
        return switch (type) {
            case "messageUpgradedGift",
                    "messageRefundedUpgradedGift",
                    "messageUpgradedGiftPurchaseOffer",
                    "messageUpgradedGiftPurchaseOfferRejected",
                    "messagePollOptionAdded",
                    "messagePollOptionDeleted",
                    "messageChatOwnerLeft",
                    "messageChatOwnerChanged",
                    "messageChatHasProtectedContentToggled",
                    "messageChatHasProtectedContentDisableRequested",
                    "messageSuggestBirthdate",
                    "messageManagedBotCreated",
                    "messagePaymentSuccessfulBot",
                    "messageWebAppDataReceived",
                    "messagePassportDataReceived" -> Optional.of(ServiceAction.by(ContentType.word(type)));
            default -> Optional.empty();
        };
    }

    /** Whether Telegram Desktop knows the content, and says less about it than the archive. */
    static boolean isNewer(JsonNode content) {
        return newer(content).isPresent();
    }
}
