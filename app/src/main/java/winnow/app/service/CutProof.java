package winnow.app.service;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of a cut before it is made.
 *
 * @param audit what the audit says of it; empty where there is none
 * @param more about how many more judgements below it takes until its precision is known to 5 points each way; of no
 *     meaning without an audit
 * @param pruned how many samples pruning it would prune: those below that nobody decided on and nobody judged good
 * @param reasons why samples below it were judged bad; no reason is the empty text
 */
public record CutProof(Optional<AuditResult> audit, long more, long pruned, Map<String, Long> reasons) {
    public CutProof {
        reasons = Map.copyOf(reasons);
    }
}
