package winnow.app.service;

/**
 * A prompt that answers are asked for: light enough to hold a million.
 *
 * @param datasetId its dataset
 * @param record its record
 * @param sampleId a sample with this prompt; 0 where its record has no answer
 * @param key tells it from other prompts
 * @param chars its length, for an estimate of what it costs
 * @param pictures how many it shows
 */
record CandidatePrompt(long datasetId, long record, long sampleId, String key, int chars, int pictures) {

    private static final int CHARS_PER_TOKEN = 4;
    private static final int TOKENS_PER_PICTURE = 800;

    /** About how many tokens so many characters are. */
    static int tokens(int chars) {
        return Math.max(1, chars / CHARS_PER_TOKEN);
    }

    /** About how many tokens it has, as nobody here knows the model's tokeniser. */
    int tokens() {
        return tokens(chars) + pictures * TOKENS_PER_PICTURE;
    }
}
