package io.quarkiverse.codex.approval;

import java.util.List;

import io.quarkiverse.codex.approval.ApprovalDecision.Accept;
import io.quarkiverse.codex.approval.ApprovalDecision.ApplyNetworkRule;
import io.quarkiverse.codex.approval.ApprovalDecision.Refusal;
import io.smallrye.mutiny.Uni;

final class CombinedPolicy implements ApprovalPolicy {

    private final List<ApprovalPolicy> policies;
    private final Rule rule;

    CombinedPolicy(List<? extends ApprovalPolicy> policies, Rule rule) {
        this.policies = List.copyOf(policies);
        this.rule = rule;
    }

    @Override
    public Uni<ApprovalDecision> decide(ApprovalRequest request) {
        return ask(request, 0, null);
    }

    private Uni<ApprovalDecision> ask(ApprovalRequest request, int index, ApprovalDecision soFar) {
        if (index == policies.size()) {
            return Uni.createFrom().item(soFar == null ? ApprovalDecision.abstain() : soFar);
        }
        Uni<ApprovalDecision> answer = Uni.createFrom().deferred(() -> policies.get(index).decide(request));
        // The first is called where the caller wants it, the others would be wherever their predecessor answered.
        return (index == 0 ? answer : answer.runSubscriptionOn(PolicyThreads.WORKERS))
                // Taken for an abstention, a policy that is broken would leave the decision to a milder one.
                .onItem().ifNull().failWith(() -> new IllegalStateException("An approval policy answered null"))
                .chain(decision -> rule.isFinal(decision) ? Uni.createFrom().item(decision)
                        : ask(request, index + 1, soFar == null ? decision : rule.merge(soFar, decision)));
    }

    enum Rule {
        FIRST {
            @Override
            boolean isFinal(ApprovalDecision decision) {
                return decision != ApprovalDecision.abstain();
            }

            @Override
            ApprovalDecision merge(ApprovalDecision soFar, ApprovalDecision decision) {
                return decision;
            }
        },
        ALL {
            @Override
            boolean isFinal(ApprovalDecision decision) {
                return !decision.accepts() && decision != ApprovalDecision.abstain();
            }

            @Override
            ApprovalDecision merge(ApprovalDecision soFar, ApprovalDecision decision) {
                if (soFar instanceof Refusal) {
                    return soFar;
                }
                if (!soFar.accepts() || !decision.accepts()) {
                    return ApprovalDecision.abstain();
                }
                if (soFar.equals(decision)) {
                    return decision;
                }
                if (isPlain(soFar)) {
                    return isPlain(decision) ? ApprovalDecision.accept() : decision;
                }
                // What both permit is known of nobody.
                return isPlain(decision) ? soFar : ApprovalDecision.decline();
            }

            /** Whether it permits all that is asked, this time at least; the others permit a part, or say with what. */
            private static boolean isPlain(ApprovalDecision decision) {
                return decision instanceof Accept || decision instanceof ApplyNetworkRule;
            }
        },
        ANY {
            @Override
            boolean isFinal(ApprovalDecision decision) {
                return decision.accepts();
            }

            @Override
            ApprovalDecision merge(ApprovalDecision soFar, ApprovalDecision decision) {
                if (decision == ApprovalDecision.abstain() || soFar == ApprovalDecision.cancel()) {
                    return soFar;
                }
                return decision;
            }
        };

        /** Whether the others need not be asked. */
        abstract boolean isFinal(ApprovalDecision decision);

        abstract ApprovalDecision merge(ApprovalDecision soFar, ApprovalDecision decision);
    }
}
