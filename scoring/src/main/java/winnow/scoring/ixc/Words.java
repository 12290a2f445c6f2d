package winnow.scoring.ixc;

import java.util.List;
import java.util.Map;

/**
 * What a model is to know of words before it is pretrained.
 *
 * @param groups of words that exclude each other, by name, in a fixed order: each word a piece of the vocabulary
 * @param texts in which all words stand that it shall learn to say
 */
public record Words(Map<String, List<String>> groups, List<String> texts) {

    public Words {
        texts = List.copyOf(texts);
    }
}
