package dev.tgarchiver.report.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tgarchiver.console.Format;
import dev.tgarchiver.console.LocalTimeText;
import dev.tgarchiver.export.PeerNames;
import dev.tgarchiver.post.PostReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** What people, posts, amounts and moments are called. */
record Naming(PeerNames peers) {

    private static final String STARS = "XTR";
    private static final int NANO_DIGITS = 9;

    /** A user or chat: the name and public name, or the number where neither is known; empty for 0. */
    String peer(long id) {
        if (id == 0) {
            return "";
        }
        String name = peers.name(id).orElse("");
        String user = peers.username(id).map(word -> "@" + word).orElse("");
        if (name.isEmpty()) {
            return user.isEmpty() ? (id > 0 ? "user " : "chat ") + id : user;
        }
        return user.isEmpty() ? name : name + " (" + user + ")";
    }

    /** A {@code MessageSender}. */
    String sender(JsonNode sender) {
        return peer(sender.path("user_id").longValue() + sender.path("chat_id").longValue());
    }

    /** Several users, with commas. */
    String peers(JsonNode ids) {
        List<String> names = new ArrayList<>();
        ids.forEach(id -> names.add(peer(id.longValue())));
        return String.join(", ", names);
    }

    /** A post of the same chat: {@code post 12}; {@code a post} where its number is not known. */
    static String post(JsonNode tdlibId) {
        long number = PostReader.messageId(tdlibId.longValue());
        return number == 0 ? "a post" : "post " + number;
    }

    /** A date of Telegram; empty for 0. */
    static String moment(JsonNode seconds) {
        return seconds.longValue() == 0 ? "" : LocalTimeText.minute(Instant.ofEpochSecond(seconds.longValue()));
    }

    static String duration(JsonNode seconds) {
        return Format.duration(Duration.ofSeconds(seconds.longValue()));
    }

    static String stars(JsonNode count) {
        return Format.count(count.longValue(), "Star");
    }

    static String ton(JsonNode nano) {
        return BigDecimal.valueOf(nano.longValue(), NANO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString() + " TON";
    }

    /** An amount in the smallest units of its currency. */
    static String money(JsonNode amount, JsonNode currency) {
        String code = currency.asText();
        if (code.equals(STARS)) {
            return stars(amount);
        }
        return BigDecimal.valueOf(amount.longValue(), digits(code)).toPlainString() + " " + code;
    }

    /** A price in Stars, or in hundredths of a TON. */
    static String price(JsonNode price) {
        return price.path("@type").asText().endsWith("Ton")
                ? BigDecimal.valueOf(price.path("toncoin_cent_count").longValue(), 2)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " TON"
                : stars(price.path("star_count"));
    }

    private static int digits(String code) {
        try {
            return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            // A currency that Java does not know; nearly all have hundredths.
            return 2;
        }
    }
}
