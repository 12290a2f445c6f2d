package winnow.store.format;

import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.store.data.Media;
import winnow.store.data.Media.Kind;
import winnow.store.data.Turn;

/**
 * Puts the media of a record in the order in which its text refers to them (SPEC 8.1). The tags stay in the text.
 *
 * <p>{@code <image>} stands for the next picture, and for the next video where no picture is left, as LLaVA-Video
 * writes it; {@code <video>} for the next video. {@code <img>path</img>} names its picture itself, unless the record
 * lists its pictures in a field: then it stands for the next of them. Media without a tag come last, pictures first.
 */
final class MediaTags {

    /** What stands for a picture or a video. */
    static final Pattern TAG = Pattern.compile("<image>|<video>|<img>([^<>\\n]*+)</img>");

    private MediaTags() {}

    /**
     * Pairs tags with media.
     *
     * @throws ParseException if there are more tags than media, with a message for the user
     */
    static List<Media> order(List<Turn> turns, List<String> images, List<String> videos) throws ParseException {
        Deque<String> imagesLeft = new ArrayDeque<>(images);
        Deque<String> videosLeft = new ArrayDeque<>(videos);
        List<Media> media = new ArrayList<>();
        for (Turn turn : turns) {
            Matcher tag = TAG.matcher(turn.text());
            int from = 0;
            while (found(tag, turn.text(), from)) {
                from = tag.end();
                boolean named = tag.group(1) != null && images.isEmpty();
                if (named) {
                    media.add(new Media(Kind.IMAGE, tag.group(1).strip()));
                } else if (!tag.group().equals("<video>") && !imagesLeft.isEmpty()) {
                    media.add(new Media(Kind.IMAGE, imagesLeft.remove()));
                } else if (tag.group(1) == null && !videosLeft.isEmpty()) {
                    media.add(new Media(Kind.VIDEO, videosLeft.remove()));
                } else {
                    throw tooFew(tag.group(), images.size(), videos.size());
                }
            }
        }
        imagesLeft.forEach(path -> media.add(new Media(Kind.IMAGE, path)));
        videosLeft.forEach(path -> media.add(new Media(Kind.VIDEO, path)));
        return media;
    }

    /** Finds the next tag as {@link Matcher#find} does, but looks only where a bracket opens. */
    private static boolean found(Matcher tag, String text, int from) {
        for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            if (tag.region(at, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static ParseException tooFew(String tag, int images, int videos) {
        String names = images + videos == 0
                ? "no picture or video"
                : images
                        + (images == 1 ? " picture and " : " pictures and ")
                        + videos
                        + (videos == 1 ? " video" : " videos");
        String shown = tag.startsWith("<img>") ? "<img>" : tag;
        return new ParseException(
                "The text has more " + shown + " tags than there is to show: the record names " + names + ".", 0);
    }
}
