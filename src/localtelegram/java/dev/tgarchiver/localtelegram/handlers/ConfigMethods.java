package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.TlObject;
import java.util.ArrayList;
import java.util.List;

/** What a client asks of a server before anything else: where it is, and which data centres there are. */
final class ConfigMethods {

    private static final int DATA_CENTRES = 5;
    private static final int LIFETIME_SECONDS = 3600;

    private ConfigMethods() {}

    /** Whether files and accounts can be there. */
    static boolean isDataCentre(int id) {
        return id >= 1 && id <= DATA_CENTRES;
    }

    static void addTo(Methods methods) {
        methods.addOpen("help.getConfig", (arguments, caller) -> config(caller));
        methods.addOpen(
                "help.getNearestDc",
                (arguments, caller) -> tl("nearestDc")
                        .set("country", "XX")
                        .set("this_dc", caller.dataCentre())
                        .set("nearest_dc", caller.dataCentre()));
        methods.addOpen("help.getPromoData", (arguments, caller) -> noPromotion());
        methods.addOpen(
                "help.getTermsOfServiceUpdate",
                (arguments, caller) ->
                        tl("help.termsOfServiceUpdateEmpty").set("expires", PeerObjects.now() + LIFETIME_SECONDS));
    }

    /** Answered though it says nothing: without an answer TDLib complains in its log at every start. */
    private static TlObject noPromotion() {
        return tl("help.promoDataEmpty").set("expires", PeerObjects.now() + LIFETIME_SECONDS);
    }

    private static TlObject config(Caller caller) {
        List<TlObject> options = new ArrayList<>();
        for (int id = 1; id <= DATA_CENTRES; id++) {
            // Only SOCKS5 leads to the server; should a client ever go around it, it stays on this machine.
            options.add(tl("dcOption")
                    .set("id", id)
                    .set("ip_address", "127.0.0." + id)
                    .set("port", 443));
        }
        options.add(tl("dcOption")
                .flag("cdn", true)
                .set("id", CdnMethods.DATA_CENTRE)
                .set("ip_address", "127.0.0." + CdnMethods.DATA_CENTRE)
                .set("port", 443));
        return tl("config")
                .set("date", PeerObjects.now())
                .set("expires", PeerObjects.now() + LIFETIME_SECONDS)
                .set("test_mode", false)
                .set("this_dc", caller.dataCentre())
                .set("dc_options", options)
                .set("dc_txt_domain_name", "localhost")
                .set("chat_size_max", 200)
                .set("megagroup_size_max", 200_000)
                .set("forwarded_count_max", 100)
                .set("online_update_period_ms", 210_000)
                .set("offline_blur_timeout_ms", 5_000)
                .set("offline_idle_timeout_ms", 30_000)
                .set("online_cloud_timeout_ms", 300_000)
                .set("notify_cloud_delay_ms", 30_000)
                .set("notify_default_delay_ms", 1_500)
                .set("push_chat_period_ms", 60_000)
                .set("push_chat_limit", 2)
                .set("edit_time_limit", 172_800)
                .set("revoke_time_limit", Integer.MAX_VALUE)
                .set("revoke_pm_time_limit", Integer.MAX_VALUE)
                .set("rating_e_decay", 2_419_200)
                .set("stickers_recent_limit", 200)
                .set("channels_read_media_period", 604_800)
                .set("call_receive_timeout_ms", 20_000)
                .set("call_ring_timeout_ms", 90_000)
                .set("call_connect_timeout_ms", 30_000)
                .set("call_packet_timeout_ms", 10_000)
                .set("me_url_prefix", "https://t.me/")
                .set("caption_length_max", 1024)
                .set("message_length_max", 4096)
                .set("webfile_dc_id", 4);
    }
}
