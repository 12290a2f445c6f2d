package winnow.scoring.dpo;

import java.util.Optional;
import winnow.scoring.InputKey;
import winnow.scoring.Prepared;
import winnow.scoring.language.TextPrepared;

/**
 * A conversation in the words of both models.
 *
 * @param maker the model it was made for
 * @param policy input of the trained model
 * @param reference input of the model it was trained from, if that counts
 */
record DpoPrepared(DpoReward maker, TextPrepared policy, Optional<TextPrepared> reference) implements Prepared {

    @Override
    public int tokens() {
        return policy.tokens();
    }

    @Override
    public boolean truncated() {
        return policy.truncated() || reference.map(TextPrepared::truncated).orElse(false);
    }

    @Override
    public Optional<String> key() {
        InputKey key = new InputKey();
        add(key, policy);
        reference.ifPresent(input -> add(key, input));
        return Optional.of(key.hex());
    }

    private static void add(InputKey key, TextPrepared input) {
        TextPrepared.Answer answer = input.answer();
        key.add(input.key().orElseThrow() + " " + answer.first() + " " + answer.end());
    }
}
