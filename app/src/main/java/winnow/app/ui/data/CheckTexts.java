package winnow.app.ui.data;

import winnow.store.check.CheckKind;
import winnow.viewer.text.Words;

/** What is wrong with samples, in the user's language. */
record CheckTexts(Words words) {

    /** What is wrong, in one sentence. */
    String of(CheckKind kind) {
        return switch (kind) {
            case EMPTY_ANSWER -> words.tr("The answer is empty.");
            case PLACEHOLDER_ANSWER -> words.tr("The answer is a placeholder, such as N/A or TODO.");
            case REFUSAL -> words.tr("The answer refuses instead of answering.");
            case WRONG_TAGS -> words.tr("There are more or fewer <image> and <video> tags than media.");
            case MISSING_MEDIA -> words.tr("A picture or video is not in the media folders.");
            case UNREADABLE_MEDIA -> words.tr("A picture or video is damaged, empty, refused or of an unknown kind.");
            case DUPLICATE_TEXT -> words.tr("An earlier sample says and shows exactly the same.");
            case NEAR_DUPLICATE_TEXT -> words.tr("An earlier sample says nearly the same of the same media.");
            case DUPLICATE_PICTURE -> words.tr("An earlier sample shows the same picture under another name.");
            case NEAR_DUPLICATE_PICTURE -> words.tr("An earlier sample shows a picture that looks the same.");
            case TRUNCATED_ANSWER -> words.tr("The answer breaks off.");
            case REPETITION -> words.tr("Half of the answer or more repeats itself.");
            case WRONG_LANGUAGE -> words.tr("The answer is in another script than the question.");
            case OVERLONG -> words.tr("The conversation is very long.");
        };
    }
}
