package org.acme.guide;

import java.nio.file.Path;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.approval.ApprovalConditions;
import io.quarkiverse.codex.approval.ApprovalDecision;
import io.quarkiverse.codex.approval.ApprovalPolicy;
import io.quarkiverse.codex.approval.FileChangeApproval;
import io.quarkiverse.codex.approval.QuestionApproval;
import io.quarkiverse.codex.approval.QuestionApproval.Question;

/** Approvals of one thread, and answers to questions. */
@ApplicationScoped
public class Approvals {

    @Inject
    CodexClient codex;

    // tag::thread[]
    CodexThread mayChange(Path directory) {
        ApprovalPolicy policy = ApprovalPolicy.always(ApprovalDecision.acceptForSession())
                .onlyFor(FileChangeApproval.class)
                .onlyIf(ApprovalConditions.inside(directory));
        return codex.startThread(ThreadOptions.builder()
                .workingDirectory(directory)
                .approvalMode(ApprovalMode.UNTRUSTED)
                .approvalPolicy(policy) // <1>
                .build());
    }
    // end::thread[]

    // tag::question[]
    static ApprovalDecision firstOptions(QuestionApproval request) {
        return ApprovalDecision.answers(request.questions().stream()
                .filter(question -> !question.options().isEmpty())
                .collect(Collectors.toMap(Question::id, question -> question.options().get(0).label())));
    }
    // end::question[]
}
