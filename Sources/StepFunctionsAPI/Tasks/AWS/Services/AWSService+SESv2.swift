extension AWSService {
    static let sesv2 = AWSService(
        name: "sesv2", id: "SesV2", scope: "ses", wire: .rest(sesv2Operations), maps: ["Policies"], prefix: "email")

    private static let sesv2Operations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                Reasons:Reason
                """))
        var service = RESTService(.json, table.operations(sesv2Text))
        service.moments = .words(
            """
            CreatedTimestamp LastCheckedTimestamp LastKeyGenerationTimestamp LastSuccessTimestamp LastUpdateTime
            LastUpdatedTimestamp
            """)
        service.textMoments = .words(
            """
            EndDate StartDate
            """)
        return service
    }()

    private static let sesv2Text = """
        SendEmail POST /v2/email/outbound-emails
          members
        SendBulkEmail POST /v2/email/outbound-bulk-emails
          members
        CreateEmailTemplate POST /v2/email/templates
          members
          -> nothing
        GetEmailTemplate GET /v2/email/templates/{TemplateName}
        UpdateEmailTemplate PUT /v2/email/templates/{TemplateName}
          members
          -> nothing
        DeleteEmailTemplate DELETE /v2/email/templates/{TemplateName}
          -> nothing
        ListEmailTemplates GET /v2/email/templates
          ? NextToken PageSize
        TestRenderEmailTemplate POST /v2/email/templates/{TemplateName}/render
          members
        CreateEmailIdentity POST /v2/email/identities
          members
        GetEmailIdentity GET /v2/email/identities/{EmailIdentity}
        DeleteEmailIdentity DELETE /v2/email/identities/{EmailIdentity}
          -> nothing
        ListEmailIdentities GET /v2/email/identities
          ? NextToken PageSize
        CreateContactList POST /v2/email/contact-lists
          members
          -> nothing
        GetContactList GET /v2/email/contact-lists/{ContactListName}
        ListContactLists GET /v2/email/contact-lists
          ? PageSize NextToken
        DeleteContactList DELETE /v2/email/contact-lists/{ContactListName}
          -> nothing
        CreateContact POST /v2/email/contact-lists/{ContactListName}/contacts
          members
          -> nothing
        GetContact GET /v2/email/contact-lists/{ContactListName}/contacts/{EmailAddress}
        UpdateContact PUT /v2/email/contact-lists/{ContactListName}/contacts/{EmailAddress}
          members
          -> nothing
        DeleteContact DELETE /v2/email/contact-lists/{ContactListName}/contacts/{EmailAddress}
          -> nothing
        ListContacts POST /v2/email/contact-lists/{ContactListName}/contacts/list
          members
        PutSuppressedDestination PUT /v2/email/suppression/addresses
          members
          -> nothing
        GetSuppressedDestination GET /v2/email/suppression/addresses/{EmailAddress}
        DeleteSuppressedDestination DELETE /v2/email/suppression/addresses/{EmailAddress}
          -> nothing
        ListSuppressedDestinations GET /v2/email/suppression/addresses
          ? Reasons StartDate EndDate NextToken PageSize
        GetAccount GET /v2/email/account
        """
}
