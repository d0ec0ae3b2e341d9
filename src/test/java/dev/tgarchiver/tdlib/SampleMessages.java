package dev.tgarchiver.tdlib;

import java.util.List;

/** Messages as TDLib writes them, one of each kind of content. */
final class SampleMessages {

    private static final String HEAD = """
            {"@type":"message","id":44040192,"chat_id":-1001234567890,"date":1733000000,"edit_date":1733000500,
            "media_album_id":"13579246801357","author_signature":"Alice","interaction_info":{"view_count":12,
            "forward_count":3},"reply_to":{"@type":"messageReplyToMessage","chat_id":0,"message_id":1048576},
            "content":""";
    private static final String CAPTION = """
            "caption":{"@type":"formattedText","text":"words #tag","entities":[{"@type":"textEntity","offset":6,
            "length":4,"type":{"@type":"textEntityTypeHashtag"}}]}""";
    static final String FILE = """
            {"@type":"file","id":7,"size":1000,"expected_size":1000,"local":{"@type":"localFile","path":"/x/y",
            "is_downloading_active":true,"is_downloading_completed":false,"downloaded_size":100},
            "remote":{"@type":"remoteFile","id":"AgAD","unique_id":"AQADx"}}""";

    static final String DOCUMENT = message("""
            {"@type":"messageDocument","document":{"file_name":"a.pdf","mime_type":"application/pdf","document":%s},%s}""");

    static final List<String> ALL = List.of(
            DOCUMENT,
            message("""
                    {"@type":"messageAudio","audio":{"duration":180,"title":"Song","performer":"Band","file_name":"s.mp3",
                    "mime_type":"audio/mpeg","audio":%s},%s}"""),
            message("""
                    {"@type":"messagePhoto","photo":{"sizes":[{"type":"m","width":320,"height":200,"photo":%s},
                    {"type":"x","width":800,"height":500,"photo":%1$s}]},%2$s}"""),
            message("""
                    {"@type":"messageVideo","video":{"duration":9,"width":640,"height":480,"file_name":"v.mp4",
                    "mime_type":"video/mp4","video":%s},%s}"""),
            message("{\"@type\":\"messageVoiceNote\",\"voice_note\":{\"duration\":4,\"voice\":%s},%s}"),
            message("{\"@type\":\"messageVideoNote\",\"video_note\":{\"duration\":4,\"length\":240,\"video\":%s},%s}"),
            message("{\"@type\":\"messageAnimation\",\"animation\":{\"width\":9,\"height\":9,\"animation\":%s},%s}"),
            message(
                    "{\"@type\":\"messageSticker\",\"sticker\":{\"format\":{\"@type\":\"stickerFormatTgs\"},\"sticker\":%s},%s}"),
            HEAD + """
                    {"@type":"messageText","text":{"text":"hello","entities":[]}}}""",
            HEAD + "{\"@type\":\"messageChatChangeTitle\",\"title\":\"New\"}}");

    private SampleMessages() {}

    private static String message(String content) {
        return HEAD + String.format(content, FILE, CAPTION) + "}";
    }
}
