package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures and videos a record names in fields of its own. Nearly all layouts use the same few names for them, with
 * a path, a list of paths, or objects that hold a path.
 *
 * @param images paths of pictures
 * @param videos paths of videos
 */
record MediaFields(List<String> images, List<String> videos) {

    private static final List<String> IMAGES = List.of(
            "image",
            "images",
            "image_path",
            "image_paths",
            "image_file",
            "img",
            "img_path",
            "better_image",
            "worse_image",
            "image_left",
            "image_right");
    private static final List<String> VIDEOS = List.of(
            "video",
            "videos",
            "video_path",
            "video_paths",
            "video_file",
            "visual_input",
            "vid_filename",
            "video_left",
            "video_right");

    /** What a record names. */
    static MediaFields of(Fields record) throws ParseException {
        MediaFields found = new MediaFields(new ArrayList<>(), new ArrayList<>());
        for (String name : IMAGES) {
            add(record.get(name), "Field \"" + name + "\"", found.images);
        }
        for (String name : VIDEOS) {
            add(record.get(name), "Field \"" + name + "\"", found.videos);
        }
        return found;
    }

    /** The paths in one field of a record. */
    static List<String> of(Fields record, String name) throws ParseException {
        List<String> paths = new ArrayList<>();
        add(record.get(name), "Field \"" + name + "\"", paths);
        return paths;
    }

    /** Whether there is nothing to show. */
    boolean isEmpty() {
        return images.isEmpty() && videos.isEmpty();
    }

    private static void add(JsonNode node, String what, List<String> paths) throws ParseException {
        if (node.isTextual()) {
            if (!node.asText().isBlank()) { // records without a picture often have an empty one
                paths.add(node.asText());
            }
        } else if (node.isArray()) {
            for (JsonNode each : node) {
                if (each.isNull() || (each.isTextual() && each.asText().isBlank())) {
                    throw Faults.fault("An entry of f" + what.substring(1) + " is empty.");
                }
                add(each, what, paths);
            }
        } else if (node.isObject()) {
            paths.add(path(node, what));
        } else if (!node.isMissingNode() && !node.isNull()) {
            throw Faults.fault(
                    what + " is " + Faults.name(node.asToken()) + "; expected was a path or a list of paths.");
        }
    }

    /** The path in an object such as {@code {"path": ...}} or {@code {"url": ...}}. */
    static String path(JsonNode node, String what) throws ParseException {
        for (String name : List.of("path", "url", "image", "video", "value")) {
            if (node.path(name).isTextual()) {
                return node.path(name).asText();
            }
        }
        throw Faults.fault(what + " holds an object without a path.");
    }
}
