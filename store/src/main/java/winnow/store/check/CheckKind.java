package winnow.store.check;

import java.util.Locale;

/** What a check can find. */
public enum CheckKind {
    EMPTY_ANSWER("The answer is empty."),
    PLACEHOLDER_ANSWER("The answer is a placeholder such as N/A, TODO or {answer}."),
    REFUSAL("The answer refuses instead of answering."),
    WRONG_TAGS("The text has another number of <image> and <video> tags than the record has media."),
    MISSING_MEDIA("A picture or video is not in the media folders."),
    UNREADABLE_MEDIA("A picture or video is damaged, empty, refused or of an unknown kind."),
    DUPLICATE_TEXT("An earlier sample has the same conversation and the same media."),
    NEAR_DUPLICATE_TEXT("An earlier sample with the same media and numbers says nearly the same."),
    DUPLICATE_PICTURE("The picture is, byte for byte, one that an earlier sample shows under another name."),
    NEAR_DUPLICATE_PICTURE("The picture looks like one that an earlier sample shows under another name."),
    TRUNCATED_ANSWER("The answer breaks off: an open code block or bracket, or the middle of a sentence."),
    REPETITION("Half of the answer or more repeats itself (four words in a row)."),
    WRONG_LANGUAGE("The answer is in another script than the question, which did not ask for that."),
    OVERLONG("The conversation is longer than the limit in characters.");

    private final String reason;

    CheckKind(String reason) {
        this.reason = reason;
    }

    /** How it is written in commands and JSON: {@code near-duplicate-text}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, in one sentence. */
    public String reason() {
        return reason;
    }
}
