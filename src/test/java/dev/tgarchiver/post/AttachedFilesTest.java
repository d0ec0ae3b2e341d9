package dev.tgarchiver.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttachedFilesTest {

    @Test
    void the_largest_size_is_the_photo_and_the_others_are_thumbnails() throws Exception {
        assertThat(roles(content("messagePhoto", "'photo':" + photo("small", "large"))))
                .containsExactly("thumbnail=small", "photo=large");
    }

    @Test
    void a_live_photo_has_a_video() throws Exception {
        assertThat(roles(content("messagePhoto", "'photo':" + photo("still") + ",'video':" + video("moving"))))
                .containsExactly("photo=still", "live_photo_video=moving");
    }

    @Test
    void a_video_has_a_cover_other_qualities_and_a_storyboard() throws Exception {
        String alternative = "{'@type':'alternativeVideo','hls_file':" + file("hls") + ",'video':" + file("low") + "}";
        String storyboard =
                "{'@type':'videoStoryboard','storyboard_file':" + file("board") + ",'map_file':" + file("map") + "}";
        assertThat(roles(content(
                        "messageVideo",
                        "'video':" + video("film") + ",'alternative_videos':[" + alternative + "],'storyboards':["
                                + storyboard + "],'cover':" + photo("cover"))))
                .containsExactly(
                        "video=film",
                        "hls=hls",
                        "alternative=low",
                        "storyboard=board",
                        "storyboard_map=map",
                        "cover=cover");
    }

    @Test
    void paid_media_are_numbered() throws Exception {
        String first = "{'@type':'paidMediaPhoto','photo':" + photo("one") + ",'video':" + video("live") + "}";
        String second = "{'@type':'paidMediaVideo','video':" + video("two") + ",'cover':" + photo("cover") + "}";
        assertThat(roles(content("messagePaidMedia", "'media':[" + first + "," + second + "]")))
                .containsExactly(
                        "paid_media/1=one", "paid_media_video/1=live", "paid_media/2=two", "paid_media_cover/2=cover");
    }

    @Test
    void an_option_of_a_poll_keeps_its_number() throws Exception {
        String options = "{'@type':'pollOption'},{'@type':'pollOption','media':{'@type':'pollMediaPhoto','photo':"
                + photo("second") + "}}";
        assertThat(roles(content(
                        "messagePoll",
                        "'poll':{'@type':'poll','options':[" + options + "]},'media':{'@type':'pollMediaSticker',"
                                + "'sticker':{'@type':'sticker','sticker':" + file("asked") + "}}")))
                .containsExactly("poll_option/2=second", "poll=asked");
    }

    @Test
    void a_preview_is_told_from_the_post_itself() throws Exception {
        String preview = "{'@type':'linkPreview','type':{'@type':'linkPreviewTypeVideo','video':" + video("film")
                + ",'cover':" + photo("cover") + "}}";
        JsonNode message = content("messageText", "'link_preview':" + preview);
        assertThat(roles(message)).containsExactly("preview=film", "preview_cover=cover");
        assertThat(AttachedFiles.main(AttachedFiles.of(message))).isEmpty();
    }

    @Test
    void the_sticker_of_a_gift_does_not_make_the_post_a_sticker() throws Exception {
        JsonNode message = content("messageNewGift", "'sticker':{'@type':'sticker','sticker':" + file("gift") + "}");
        assertThat(roles(message)).containsExactly("new_gift_sticker=gift");
        assertThat(AttachedFiles.main(AttachedFiles.of(message))).isEmpty();
    }

    @Test
    void a_sticker_that_the_client_adds_is_not_a_file_of_the_post() throws Exception {
        JsonNode message = content("messageGiveaway", "'sticker':{'@type':'sticker','sticker':" + file("cup") + "}");
        assertThat(AttachedFiles.of(message)).isEmpty();
    }

    @Test
    void a_file_in_an_unknown_content_is_found_under_the_name_of_its_field() throws Exception {
        assertThat(roles(content("messageHologram", "'hologram':{'@type':'hologram','hologram':" + file("h") + "}")))
                .containsExactly("hologram_hologram=h");
    }

    private static List<String> roles(JsonNode message) {
        return AttachedFiles.of(message).stream()
                .map(file -> file.role() + "=" + file.media().uniqueId())
                .toList();
    }

    private static JsonNode content(String type, String fields) throws JsonProcessingException {
        return json("{'@type':'message','content':{'@type':'" + type + "'," + fields + "}}");
    }

    static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static String photo(String... ids) {
        StringBuilder sizes = new StringBuilder();
        int pixels = 0;
        for (String id : ids) {
            pixels += 100;
            sizes.append(sizes.isEmpty() ? "" : ",")
                    .append("{'@type':'photoSize','width':" + pixels + ",'height':" + pixels + ",'photo':" + file(id)
                            + "}");
        }
        return "{'@type':'photo','sizes':[" + sizes + "]}";
    }

    private static String video(String id) {
        return "{'@type':'video','video':" + file(id) + "}";
    }

    private static String file(String id) {
        return "{'@type':'file','id':7,'size':9,'remote':{'@type':'remoteFile','unique_id':'" + id + "'}}";
    }
}
